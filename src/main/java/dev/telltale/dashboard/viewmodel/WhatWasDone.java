package dev.telltale.dashboard.viewmodel;

import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Outage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was really done to the nodes, as the times in which they were out of service. Immutable; any thread. */
final class WhatWasDone {
    static final WhatWasDone NOTHING = new WhatWasDone(Map.of(), Set.of());

    private final Map<NodeId, List<Absence>> absences;
    private final Set<NodeId> known;
    private final List<Absence> failures;

    /**
     * One time out of service.
     *
     * @param how the deed that began it; a start for the first one, when the node was not there yet
     * @param began on both clocks, so that it can be counted on from
     */
    record Absence(Deed.Kind how, Moment began, Outage outage) {
        boolean isFailure() {
            return how != Deed.Kind.START;
        }

        boolean isOver() {
            return outage.until() != null;
        }

        String words(ZoneId zone) {
            return switch (how) {
                        case START -> "starting since ";
                        case KILL -> "killed ";
                        case STOP -> "stopped ";
                        case PAUSE -> "paused ";
                        default -> "ended by itself ";
                    }
                    + Ages.clock(outage.from(), zone);
        }

        private Absence overAt(Instant until) {
            return new Absence(how, began, new Outage(outage.node(), outage.kind(), outage.from(), until));
        }
    }

    private WhatWasDone(Map<NodeId, List<Absence>> absences, Set<NodeId> known) {
        this.absences = absences;
        this.known = known;
        failures = absences.values().stream()
                .flatMap(List::stream)
                .filter(Absence::isFailure)
                .sorted(Comparator.comparing(
                                (Absence absence) -> absence.outage().from())
                        .thenComparing(absence -> absence.outage().node().value()))
                .toList();
    }

    /** Nodes that were started elsewhere come back without a deed of ours: their process tells since when. */
    static WhatWasDone of(List<Deed> deeds, Map<NodeId, NodeProcess> processes) {
        var reader = new Reader();
        deeds.forEach(reader::read);
        processes.forEach((node, process) -> {
            if (process instanceof NodeProcess.External external) {
                reader.external(node, external);
            }
        });
        return new WhatWasDone(reader.absences, reader.known);
    }

    /** Whether anything is known of the node's truth: one that nobody started here may run elsewhere, or not. */
    boolean isKnown(NodeId node) {
        return known.contains(node);
    }

    /** The last time the node was out of service, over or not; null if it never was. */
    @Nullable
    Absence newest(NodeId node) {
        List<Absence> all = absences.getOrDefault(node, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    boolean isOut(NodeId node, Instant at) {
        return absences.getOrDefault(node, List.of()).stream()
                .anyMatch(absence -> absence.outage().covers(at));
    }

    /** Oldest first. */
    List<Absence> failures() {
        return failures;
    }

    /** Walks through the deeds in their order. */
    private static final class Reader {
        private final Map<NodeId, List<Absence>> absences = new HashMap<>();
        private final Set<NodeId> known = new HashSet<>();
        private final Map<NodeId, Absence> open = new HashMap<>();
        private final Map<NodeId, Long> openedBy = new HashMap<>();

        void read(Deed deed) {
            switch (deed.kind()) {
                case START -> {
                    if (!known.contains(deed.node())) {
                        begin(deed, Failure.LEAVE);
                    }
                }
                case READY, RESUME -> end(deed.node(), deed.at().wall());
                case STOP -> begin(deed, Failure.LEAVE);
                case PAUSE -> begin(deed, Failure.HANG);
                case KILL, ENDED -> {
                    endOfHang(deed);
                    begin(deed, Failure.CRASH);
                }
            }
            known.add(deed.node());
        }

        /** Of several deeds that end one life the first counts: from then on the node was out of service. */
        private void begin(Deed deed, Failure kind) {
            if (!open.containsKey(deed.node())) {
                var outage = new Outage(deed.node(), kind, deed.at().wall(), null);
                var absence = new Absence(deed.kind(), deed.at(), outage);
                open.put(deed.node(), absence);
                openedBy.put(deed.node(), deed.pid());
                absences.computeIfAbsent(deed.node(), node -> new ArrayList<>()).add(absence);
            }
        }

        /** One that hangs may die of it: then it hangs no longer. */
        private void endOfHang(Deed deed) {
            Absence absence = open.get(deed.node());
            if (absence != null && absence.outage().kind() == Failure.HANG) {
                end(deed.node(), deed.at().wall());
            }
        }

        private void end(NodeId node, Instant at) {
            Absence absence = open.remove(node);
            List<Absence> all = absences.get(node);
            if (absence != null && all != null) {
                all.remove(all.size() - 1);
                if (at.isAfter(absence.outage().from())) {
                    all.add(absence.overAt(at));
                }
            }
        }

        void external(NodeId node, NodeProcess.External process) {
            known.add(node);
            Long pid = openedBy.get(node);
            if (pid != null && pid != process.pid()) {
                end(node, process.since());
            }
        }
    }
}
