package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.dashboard.viewmodel.truth.ObservedOutage;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
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
public record FaultSpan(
        String words,
        boolean isGone,
        Instant from,
        @Nullable Instant until,
        Set<NodeId> nodes,
        @Nullable Set<Link> links) {

    static FaultSpan of(ObservedOutage absence) {
        boolean isPause = absence.how() == ObservedOutage.How.PAUSE;
        Outage outage = absence.outage();
        return new FaultSpan(absence.deed(), !isPause, outage.from(), outage.until(), Set.of(outage.node()), null);
    }

    static FaultSpan of(FaultInterval deed, List<NodeId> nodes) {
        FaultType effect = deed.fault().effect();
        Set<Link> links = effect instanceof FaultType.OnLinks onLinks ? onLinks.links() : null;
        return new FaultSpan(
                FaultText.of(effect, nodes),
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
                : words + " " + DurationFormat.span(length).replace(".0 s", " s");
    }
}
