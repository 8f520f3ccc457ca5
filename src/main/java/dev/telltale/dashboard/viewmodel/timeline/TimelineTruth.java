package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.truth.ObservedOutage;
import dev.telltale.dashboard.viewmodel.truth.OutageIndex;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was done to processes and by faults, read anew only when something was done. */
final class TimelineTruth {
    private final List<NodeId> nodes;
    private OutageIndex done = OutageIndex.NOTHING;
    private List<FaultInterval> faults = List.of();
    private TruthRows rows = TruthRows.NOTHING;

    TimelineTruth(List<NodeId> nodes) {
        this.nodes = nodes;
    }

    /** Whether there was anything new. */
    boolean update(OutageIndex newestDone, List<FaultInterval> newestFaults) {
        if (newestDone == done && newestFaults.equals(faults)) {
            return false;
        }
        done = newestDone;
        faults = List.copyOf(newestFaults);
        rows = TruthRows.of(Stream.concat(
                        done.failures().stream()
                                .filter(absence -> absence.how() != ObservedOutage.How.FAULT)
                                .map(FaultSpan::of),
                        faults.stream().map(deed -> FaultSpan.of(deed, nodes)))
                .toList());
        return true;
    }

    TruthRows rows() {
        return rows;
    }

    /** The next beginning or end of something that was done. */
    Optional<Instant> after(Instant at) {
        return edges().stream().filter(edge -> edge.isAfter(at)).min(Instant::compareTo);
    }

    /** The last one before. */
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
