package dev.telltale.dashboard.viewmodel;

import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.Outages;
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
import java.util.Objects;
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
        Map<NodeId, List<Absence>> absences = new HashMap<>();
        Set<NodeId> known = new HashSet<>();
        for (Deed deed : deeds) {
            if (known.add(deed.node()) && deed.kind() == Deed.Kind.START) {
                add(absences, firstStart(deed, deeds));
            }
        }
        Outages.entries(deeds).forEach(entry -> {
            Absence start = first(absences, entry.outage().node());
            // What befell a node that had never got ready took nothing out of service.
            boolean wasThere = start == null
                    || start.isFailure()
                    || (start.isOver() && !start.outage().covers(entry.outage().from()));
            if (wasThere) {
                add(absences, absence(entry, processes));
            }
        });
        processes.forEach((node, process) -> {
            if (process instanceof NodeProcess.External) {
                known.add(node);
            }
        });
        return new WhatWasDone(absences, known);
    }

    private static Absence firstStart(Deed start, List<Deed> deeds) {
        Instant ready = deeds.stream()
                .filter(deed -> deed.kind() == Deed.Kind.READY && deed.node().equals(start.node()))
                .map(deed -> deed.at().wall())
                .filter(at -> at.isAfter(start.at().wall()))
                .findFirst()
                .orElse(null);
        return new Absence(
                start.kind(),
                start.at(),
                new Outage(start.node(), Failure.LEAVE, start.at().wall(), ready));
    }

    private static Absence absence(Outages.Entry entry, Map<NodeId, NodeProcess> processes) {
        Deed began = entry.began();
        var absence = new Absence(began.kind(), began.at(), entry.outage());
        boolean isBack = !absence.isOver()
                && processes.get(began.node()) instanceof NodeProcess.External external
                && external.pid() != began.pid()
                && external.since().isAfter(entry.outage().from());
        return isBack
                ? absence.overAt(((NodeProcess.External) Objects.requireNonNull(processes.get(began.node()))).since())
                : absence;
    }

    private static void add(Map<NodeId, List<Absence>> absences, Absence absence) {
        absences.computeIfAbsent(absence.outage().node(), node -> new ArrayList<>())
                .add(absence);
    }

    private static @Nullable Absence first(Map<NodeId, List<Absence>> absences, NodeId node) {
        List<Absence> all = absences.get(node);
        return all == null ? null : all.get(0);
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
}
