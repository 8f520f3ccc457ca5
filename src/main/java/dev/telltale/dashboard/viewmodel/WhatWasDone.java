package dev.telltale.dashboard.viewmodel;

import dev.telltale.bench.FaultDeed;
import dev.telltale.dashboard.viewmodel.Absence.How;
import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.Outages;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Outage;
import dev.telltale.quality.Overlaps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was really done to the nodes, as the times in which they were out of service. Immutable; any thread. */
final class WhatWasDone {
    static final WhatWasDone NOTHING = new WhatWasDone(Map.of(), Set.of(), List.of());

    private final Map<NodeId, List<Absence>> absences;
    private final Set<NodeId> known;
    private final List<Absence> failures;
    private final long count;
    private final Map<NodeId, Absence> newestForAll = new HashMap<>();
    private final Map<Link, Absence> newestOfLink = new HashMap<>();

    private WhatWasDone(Map<NodeId, List<Absence>> absences, Set<NodeId> known, List<Absence> fromFaults) {
        this.absences = absences;
        this.known = known;
        failures = Stream.concat(absences.values().stream().flatMap(List::stream), fromFaults.stream())
                .filter(Absence::isFailure)
                .sorted(Comparator.comparing(
                                (Absence absence) -> absence.outage().from())
                        .thenComparing(absence -> absence.outage().node().value()))
                .toList();
        count = failures.stream()
                .map(absence -> List.of(absence.how(), absence.began()))
                .distinct()
                .count();
        findNewest(fromFaults);
    }

    private void findNewest(List<Absence> fromFaults) {
        Map<NodeId, List<Absence>> forAll = new HashMap<>();
        absences.forEach((node, list) -> forAll.put(node, new ArrayList<>(list)));
        Map<Link, List<Absence>> ofLinks = new HashMap<>();
        for (Absence absence : fromFaults) {
            Outage outage = absence.outage();
            if (outage.observer() == null) {
                forAll.computeIfAbsent(outage.node(), node -> new ArrayList<>()).add(absence);
            } else {
                ofLinks.computeIfAbsent(new Link(outage.observer(), outage.node()), link -> new ArrayList<>())
                        .add(absence);
            }
        }
        forAll.forEach((node, list) -> newestForAll.put(node, last(list, Overlaps.merged(outages(list)))));
        ofLinks.forEach((link, cuts) -> {
            List<Absence> met = new ArrayList<>(cuts);
            met.addAll(forAll.getOrDefault(link.subject(), List.of()));
            newestOfLink.put(link, last(met, Overlaps.of(outages(met), link.observer(), link.subject())));
        });
    }

    private static List<Outage> outages(List<Absence> some) {
        return some.stream().map(Absence::outage).toList();
    }

    /** The last of the merged times, in the words of what began it. */
    private static Absence last(List<Absence> some, List<Outage> merged) {
        Outage last = merged.get(merged.size() - 1);
        return some.stream()
                .filter(absence -> absence.outage().from().equals(last.from())
                        && absence.outage().kind() == last.kind())
                .findFirst()
                .orElseThrow()
                .with(last);
    }

    /** Nodes that were started elsewhere come back without a deed of ours: their process tells since when. */
    static WhatWasDone of(
            List<Deed> deeds, Map<NodeId, NodeProcess> processes, List<FaultDeed> faults, HeartbeatSettings settings) {
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
        return new WhatWasDone(absences, known, FaultAbsences.of(faults, settings));
    }

    private static Absence firstStart(Deed start, List<Deed> deeds) {
        Instant ready = deeds.stream()
                .filter(deed -> deed.kind() == Deed.Kind.READY && deed.node().equals(start.node()))
                .map(deed -> deed.at().wall())
                .filter(at -> at.isAfter(start.at().wall()))
                .findFirst()
                .orElse(null);
        return new Absence(
                How.START,
                "starting since",
                start.at(),
                new Outage(start.node(), Failure.LEAVE, start.at().wall(), ready));
    }

    private static Absence absence(Outages.Entry entry, Map<NodeId, NodeProcess> processes) {
        Deed began = entry.began();
        var absence = new Absence(how(began.kind()), what(began), began.at(), entry.outage());
        boolean isBack = !absence.isOver()
                && processes.get(began.node()) instanceof NodeProcess.External external
                && external.pid() != began.pid()
                && external.since().isAfter(entry.outage().from());
        return isBack
                ? overAt(absence, ((NodeProcess.External) Objects.requireNonNull(processes.get(began.node()))).since())
                : absence;
    }

    private static Absence overAt(Absence absence, Instant until) {
        Outage outage = absence.outage();
        return absence.with(new Outage(outage.node(), outage.kind(), outage.from(), until));
    }

    private static How how(Deed.Kind kind) {
        return switch (kind) {
            case KILL -> How.KILL;
            case STOP -> How.STOP;
            case PAUSE -> How.PAUSE;
            case START, READY, RESUME, ENDED -> How.ENDED;
        };
    }

    private static String what(Deed began) {
        return switch (began.kind()) {
            case KILL -> "killed";
            case STOP -> "stopped";
            case PAUSE -> "paused";
            case START, READY, RESUME, ENDED -> began.ending();
        };
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

    /** The last time its process was gone or stood still, over or not; null if it never did. */
    @Nullable
    Absence newest(NodeId node) {
        List<Absence> all = absences.getOrDefault(node, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The last time this observer could not reach that subject, for whatever reason, over or not; null if it always could. */
    @Nullable
    Absence newest(NodeId observer, NodeId subject) {
        if (!newestOfLink.isEmpty() && !observer.equals(subject)) {
            Absence ofLink = newestOfLink.get(new Link(observer, subject));
            if (ofLink != null) {
                return ofLink;
            }
        }
        return newestForAll.get(subject);
    }

    /** Whether its process was gone or stood still, so that it observed nothing. */
    boolean isOut(NodeId node, Instant at) {
        List<Absence> all = absences.getOrDefault(node, List.of());
        // One after the other, and mostly asked about what was lately.
        for (int i = all.size() - 1; i >= 0; i--) {
            Outage outage = all.get(i).outage();
            if (!at.isBefore(outage.from())) {
                return outage.covers(at);
            }
        }
        return false;
    }

    /** Of processes, of nodes and of links, oldest first. */
    List<Absence> failures() {
        return failures;
    }

    /** How many failures that is: a partition is one, however many links it cuts. */
    long count() {
        return count;
    }
}
