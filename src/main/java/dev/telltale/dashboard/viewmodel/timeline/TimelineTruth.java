package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The process outages and injected faults on the timeline; rebuilt only when one is added or changes. */
final class TimelineTruth {
    private final List<NodeId> nodes;
    private OutageIndex outages = OutageIndex.EMPTY;
    private List<FaultInterval> faults = List.of();
    private TruthRows rows = TruthRows.NONE;

    TimelineTruth(List<NodeId> nodes) {
        this.nodes = nodes;
    }

    /** Returns whether anything changed. */
    boolean update(OutageIndex newestOutages, List<FaultInterval> newestFaults) {
        if (newestOutages == outages && newestFaults.equals(faults)) {
            return false;
        }
        outages = newestOutages;
        faults = List.copyOf(newestFaults);
        rows = TruthRows.of(Stream.concat(
                        outages.failures().stream()
                                .filter(recorded -> recorded.outage().kind().isOfProcess())
                                .map(recorded -> FaultSpan.of(recorded, nodes)),
                        faults.stream().map(interval -> FaultSpan.of(interval, nodes)))
                .toList());
        return true;
    }

    TruthRows rows() {
        return rows;
    }

    /** The next beginning or end of a fault or outage after the instant. */
    Optional<Instant> after(Instant at) {
        return edges().stream().filter(edge -> edge.isAfter(at)).min(Instant::compareTo);
    }

    /** The last beginning or end before the instant. */
    Optional<Instant> before(Instant at) {
        return edges().stream().filter(edge -> edge.isBefore(at)).max(Instant::compareTo);
    }

    private List<Instant> edges() {
        List<Instant> edges = new ArrayList<>();
        for (TruthRows.Placed one : rows.placed()) {
            edges.add(one.span().from());
            Instant until = one.span().until();
            if (until != null) {
                edges.add(until);
            }
        }
        return edges;
    }
}
