package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.truth.OutageText;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An injected fault or process outage, as an interval on the timeline.
 *
 * @param words "SIGKILL node2", "node2 paused", "cut node1 to node3"
 * @param isGone whether the process had exited; else it was paused or a fault was active
 * @param until exclusive; null while it lasts
 * @param nodes the affected subjects
 * @param links the affected links; null if all requests to those nodes are affected
 */
public record FaultSpan(
        String words,
        boolean isGone,
        Instant from,
        @Nullable Instant until,
        Set<NodeId> nodes,
        @Nullable Set<Link> links) {

    /** An outage of a process. */
    static FaultSpan of(RecordedOutage recorded, List<NodeId> nodes) {
        Outage outage = recorded.outage();
        return new FaultSpan(
                OutageText.of(recorded.trigger(), nodes),
                outage.kind().losesState(),
                outage.from(),
                outage.until(),
                Set.of(outage.node()),
                null);
    }

    static FaultSpan of(FaultInterval interval, List<NodeId> nodes) {
        FaultType effect = interval.fault().effect();
        Set<Link> links = effect.links().isEmpty() ? null : effect.links();
        return new FaultSpan(
                OutageText.of(interval, nodes), false, interval.from().wall(), interval.end(), effect.nodes(), links);
    }

    FaultSpan endingAt(Instant end) {
        return new FaultSpan(words, isGone, from, end, nodes, links);
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    /** Whether it affects the observer's status of the subject. */
    boolean affects(CellRef cell) {
        return links == null
                ? nodes.contains(cell.subject())
                : !cell.observer().equals(cell.subject()) && links.contains(new Link(cell.observer(), cell.subject()));
    }

    /** The text in its box: "node2 paused 2 s". */
    public String label() {
        return until == null || isGone ? words : words + " " + DurationFormat.exactSpan(Duration.between(from, until));
    }
}
