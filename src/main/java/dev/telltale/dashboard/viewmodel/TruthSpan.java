package dev.telltale.dashboard.viewmodel;

import dev.telltale.bench.FaultDeed;
import dev.telltale.model.Effect;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in which something was truly not as it should be, because it was done.
 *
 * @param words "SIGKILL node2", "node2 paused", "cut node1 to node3"
 * @param isGone whether a process had ended; else it stood still, or something was broken on purpose
 * @param until null while it lasts
 * @param nodes all whose being asked it concerns
 * @param links only these, if it concerns links; null if it concerns everybody who asks those nodes
 */
public record TruthSpan(
        String words,
        boolean isGone,
        Instant from,
        @Nullable Instant until,
        Set<NodeId> nodes,
        @Nullable Set<Link> links) {

    static TruthSpan of(Absence absence) {
        boolean isPause = absence.how() == Absence.How.PAUSE;
        Outage outage = absence.outage();
        return new TruthSpan(absence.deed(), !isPause, outage.from(), outage.until(), Set.of(outage.node()), null);
    }

    static TruthSpan of(FaultDeed deed, List<NodeId> nodes) {
        Effect effect = deed.fault().effect();
        Set<Link> links = effect instanceof Effect.OnLinks onLinks ? onLinks.links() : null;
        return new TruthSpan(
                FaultWords.of(effect, nodes),
                false,
                deed.from().wall(),
                deed.until() == null ? null : deed.until().wall(),
                effect.nodes(),
                links);
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    /** Whether it explains what the observer holds of the subject. */
    boolean concerns(NodeId observer, NodeId subject) {
        return links == null
                ? nodes.contains(subject)
                : !observer.equals(subject) && links.contains(new Link(observer, subject));
    }

    /** How long it lasted, as far as that is known; null while it lasts. */
    @Nullable
    Duration length() {
        return until == null ? null : Duration.between(from, until);
    }

    /** On the lane: "node2 paused 2 s". */
    public String label() {
        Duration length = length();
        return length == null || isGone
                ? words
                : words + " " + Ages.span(length).replace(".0 s", " s");
    }
}
