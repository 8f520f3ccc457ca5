package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.truth.ObservedOutage.How;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.OutageMerger;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
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
public final class OutageIndex {
    public static final OutageIndex NOTHING = new OutageIndex(Map.of(), Set.of(), List.of());

    private final Map<NodeId, List<ObservedOutage>> absences;
    private final Set<NodeId> known;
    private final List<ObservedOutage> failures;
    private final long count;
    private final Map<NodeId, ObservedOutage> newestForAll = new HashMap<>();
    private final Map<Link, ObservedOutage> newestOfLink = new HashMap<>();

    private OutageIndex(
            Map<NodeId, List<ObservedOutage>> absences, Set<NodeId> known, List<ObservedOutage> fromFaults) {
        this.absences = absences;
        this.known = known;
        failures = Stream.concat(absences.values().stream().flatMap(List::stream), fromFaults.stream())
                .filter(ObservedOutage::isFailure)
                .sorted(Comparator.comparing(
                                (ObservedOutage absence) -> absence.outage().from())
                        .thenComparing(absence -> absence.outage().node().value()))
                .toList();
        count = failures.stream()
                .map(absence -> List.of(absence.how(), absence.began()))
                .distinct()
                .count();
        findNewest(fromFaults);
    }

    private void findNewest(List<ObservedOutage> fromFaults) {
        Map<NodeId, List<ObservedOutage>> forAll = new HashMap<>();
        absences.forEach((node, list) -> forAll.put(node, new ArrayList<>(list)));
        Map<Link, List<ObservedOutage>> ofLinks = new HashMap<>();
        for (ObservedOutage absence : fromFaults) {
            Outage outage = absence.outage();
            if (outage.observer() == null) {
                forAll.computeIfAbsent(outage.node(), node -> new ArrayList<>()).add(absence);
            } else {
                ofLinks.computeIfAbsent(new Link(outage.observer(), outage.node()), link -> new ArrayList<>())
                        .add(absence);
            }
        }
        forAll.forEach((node, list) -> newestForAll.put(node, last(list, OutageMerger.merged(outages(list)))));
        ofLinks.forEach((link, cuts) -> {
            List<ObservedOutage> met = new ArrayList<>(cuts);
            met.addAll(forAll.getOrDefault(link.subject(), List.of()));
            newestOfLink.put(link, last(met, OutageMerger.of(outages(met), link.observer(), link.subject())));
        });
    }

    private static List<Outage> outages(List<ObservedOutage> some) {
        return some.stream().map(ObservedOutage::outage).toList();
    }

    /** The last of the merged times, in the words of what began it. */
    private static ObservedOutage last(List<ObservedOutage> some, List<Outage> merged) {
        Outage last = merged.get(merged.size() - 1);
        return some.stream()
                .filter(absence -> absence.outage().from().equals(last.from())
                        && absence.outage().kind() == last.kind())
                .findFirst()
                .orElseThrow()
                .with(last);
    }

    /** Nodes that were started elsewhere come back without a deed of ours: their process tells since when. */
    static OutageIndex of(
            List<ProcessEvent> deeds,
            Map<NodeId, NodeProcess> processes,
            List<FaultInterval> faults,
            HeartbeatSettings settings) {
        Map<NodeId, List<ObservedOutage>> absences = new HashMap<>();
        Set<NodeId> known = new HashSet<>();
        for (ProcessEvent deed : deeds) {
            if (known.add(deed.node()) && deed.kind() == ProcessEvent.Kind.START) {
                add(absences, firstStart(deed, deeds));
            }
        }
        ProcessOutages.entries(deeds).forEach(entry -> {
            ObservedOutage start = first(absences, entry.outage().node());
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
        return new OutageIndex(absences, known, FaultOutageFinder.of(faults, settings));
    }

    private static ObservedOutage firstStart(ProcessEvent start, List<ProcessEvent> deeds) {
        Instant ready = deeds.stream()
                .filter(deed ->
                        deed.kind() == ProcessEvent.Kind.READY && deed.node().equals(start.node()))
                .map(deed -> deed.at().wall())
                .filter(at -> at.isAfter(start.at().wall()))
                .findFirst()
                .orElse(null);
        return new ObservedOutage(
                How.START,
                "starting since",
                start.at(),
                new Outage(start.node(), Failure.LEAVE, start.at().wall(), ready));
    }

    private static ObservedOutage absence(ProcessOutages.Entry entry, Map<NodeId, NodeProcess> processes) {
        ProcessEvent began = entry.began();
        var absence = new ObservedOutage(how(began.kind()), what(began), began.at(), entry.outage());
        boolean isBack = !absence.isOver()
                && processes.get(began.node()) instanceof NodeProcess.External external
                && external.pid() != began.pid()
                && external.since().isAfter(entry.outage().from());
        return isBack
                ? overAt(absence, ((NodeProcess.External) Objects.requireNonNull(processes.get(began.node()))).since())
                : absence;
    }

    private static ObservedOutage overAt(ObservedOutage absence, Instant until) {
        Outage outage = absence.outage();
        return absence.with(new Outage(outage.node(), outage.kind(), outage.from(), until));
    }

    private static How how(ProcessEvent.Kind kind) {
        return switch (kind) {
            case KILL -> How.KILL;
            case STOP -> How.STOP;
            case PAUSE -> How.PAUSE;
            case START, READY, RESUME, ENDED -> How.ENDED;
        };
    }

    private static String what(ProcessEvent began) {
        return switch (began.kind()) {
            case KILL -> "killed";
            case STOP -> "stopped";
            case PAUSE -> "paused";
            case START, READY, RESUME, ENDED -> began.ending();
        };
    }

    private static void add(Map<NodeId, List<ObservedOutage>> absences, ObservedOutage absence) {
        absences.computeIfAbsent(absence.outage().node(), node -> new ArrayList<>())
                .add(absence);
    }

    private static @Nullable ObservedOutage first(Map<NodeId, List<ObservedOutage>> absences, NodeId node) {
        List<ObservedOutage> all = absences.get(node);
        return all == null ? null : all.get(0);
    }

    /** Whether anything is known of the node's truth: one that nobody started here may run elsewhere, or not. */
    public boolean isKnown(NodeId node) {
        return known.contains(node);
    }

    /** The last time its process was gone or stood still, over or not; null if it never did. */
    @Nullable
    public ObservedOutage newest(NodeId node) {
        List<ObservedOutage> all = absences.getOrDefault(node, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The last time this observer could not reach that subject, for whatever reason, over or not; null if it always could. */
    @Nullable
    public ObservedOutage newest(NodeId observer, NodeId subject) {
        if (!newestOfLink.isEmpty() && !observer.equals(subject)) {
            ObservedOutage ofLink = newestOfLink.get(new Link(observer, subject));
            if (ofLink != null) {
                return ofLink;
            }
        }
        return newestForAll.get(subject);
    }

    /** Whether its process was gone or stood still, so that it observed nothing. */
    boolean isOut(NodeId node, Instant at) {
        List<ObservedOutage> all = absences.getOrDefault(node, List.of());
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
    public List<ObservedOutage> failures() {
        return failures;
    }

    /** How many failures that is: a partition is one, however many links it cuts. */
    public long count() {
        return count;
    }
}
