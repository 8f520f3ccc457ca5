package dev.telltale.dashboard.viewmodel;

import dev.telltale.bench.FaultDeed;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was done to processes and by faults, read anew only when something was done. */
final class TimelineTruth {
    private final List<NodeId> nodes;
    private WhatWasDone done = WhatWasDone.NOTHING;
    private List<FaultDeed> faults = List.of();
    private TruthRows rows = TruthRows.NOTHING;

    TimelineTruth(List<NodeId> nodes) {
        this.nodes = nodes;
    }

    /** Whether there was anything new. */
    boolean update(WhatWasDone newestDone, List<FaultDeed> newestFaults) {
        if (newestDone == done && newestFaults.equals(faults)) {
            return false;
        }
        done = newestDone;
        faults = List.copyOf(newestFaults);
        rows = TruthRows.of(Stream.concat(
                        done.failures().stream()
                                .filter(absence -> absence.how() != Absence.How.FAULT)
                                .map(TruthSpan::of),
                        faults.stream().map(deed -> TruthSpan.of(deed, nodes)))
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
