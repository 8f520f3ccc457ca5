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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outages of all nodes and links, from process events and injected faults. Immutable; any thread. */
public final class OutageIndex {
    public static final OutageIndex NONE = new OutageIndex(Map.of(), Set.of(), List.of());

    private final Map<NodeId, List<ObservedOutage>> byNode;
    private final Set<NodeId> known;
    private final List<ObservedOutage> failures;
    private final long count;
    private final Map<NodeId, ObservedOutage> newestForAll = new HashMap<>();
    private final Map<Link, ObservedOutage> newestOfLink = new HashMap<>();

    private OutageIndex(Map<NodeId, List<ObservedOutage>> byNode, Set<NodeId> known, List<ObservedOutage> fromFaults) {
        this.byNode = byNode;
        this.known = known;
        failures = Stream.concat(byNode.values().stream().flatMap(List::stream), fromFaults.stream())
                .filter(ObservedOutage::isFailure)
                .sorted(Comparator.comparing(
                                (ObservedOutage observed) -> observed.outage().from())
                        .thenComparing(observed -> observed.outage().node().value()))
                .toList();
        count = failures.stream()
                .map(observed -> List.of(observed.how(), observed.began()))
                .distinct()
                .count();
        findNewest(fromFaults);
    }

    private void findNewest(List<ObservedOutage> fromFaults) {
        Map<NodeId, List<ObservedOutage>> forAll = new HashMap<>();
        byNode.forEach((node, list) -> forAll.put(node, new ArrayList<>(list)));
        Map<Link, List<ObservedOutage>> ofLinks = new HashMap<>();
        for (ObservedOutage observed : fromFaults) {
            Outage outage = observed.outage();
            if (outage.observer() == null) {
                forAll.computeIfAbsent(outage.node(), node -> new ArrayList<>()).add(observed);
            } else {
                ofLinks.computeIfAbsent(new Link(outage.observer(), outage.node()), link -> new ArrayList<>())
                        .add(observed);
            }
        }
        forAll.forEach((node, list) -> newestForAll.put(node, last(list, OutageMerger.merged(outages(list)))));
        ofLinks.forEach((link, cuts) -> {
            List<ObservedOutage> all = new ArrayList<>(cuts);
            all.addAll(forAll.getOrDefault(link.subject(), List.of()));
            newestOfLink.put(link, last(all, OutageMerger.of(outages(all), link.observer(), link.subject())));
        });
    }

    private static List<Outage> outages(List<ObservedOutage> some) {
        return some.stream().map(ObservedOutage::outage).toList();
    }

    /** The last of the merged outages, with the cause of the one that began it. */
    private static ObservedOutage last(List<ObservedOutage> some, List<Outage> merged) {
        Outage last = merged.get(merged.size() - 1);
        return some.stream()
                .filter(observed -> observed.outage().from().equals(last.from())
                        && observed.outage().kind() == last.kind())
                .findFirst()
                .orElseThrow()
                .with(last);
    }

    /** A node that was restarted elsewhere has no event here; its outage ends at the start of its external process. */
    static OutageIndex of(
            List<ProcessEvent> events,
            Map<NodeId, NodeProcess> processes,
            List<FaultInterval> faults,
            HeartbeatSettings settings) {
        Map<NodeId, List<ObservedOutage>> byNode = new HashMap<>();
        Set<NodeId> known = new HashSet<>();
        for (ProcessEvent event : events) {
            if (known.add(event.node()) && event.kind() == ProcessEvent.Kind.START) {
                add(byNode, firstStart(event, events));
            }
        }
        ProcessOutages.entries(events).forEach(entry -> {
            ObservedOutage start = first(byNode, entry.outage().node());
            // A node that was never ready has no outage.
            boolean wasThere = start == null
                    || start.isFailure()
                    || (start.isOver() && !start.outage().covers(entry.outage().from()));
            if (wasThere) {
                add(byNode, observedOutage(entry, processes));
            }
        });
        processes.forEach((node, process) -> {
            if (process.external().isPresent()) {
                known.add(node);
            }
        });
        return new OutageIndex(byNode, known, FaultOutageFinder.of(faults, settings));
    }

    private static ObservedOutage firstStart(ProcessEvent start, List<ProcessEvent> events) {
        Instant ready = events.stream()
                .filter(event ->
                        event.kind() == ProcessEvent.Kind.READY && event.node().equals(start.node()))
                .map(event -> event.at().wall())
                .filter(at -> at.isAfter(start.at().wall()))
                .findFirst()
                .orElse(null);
        return new ObservedOutage(
                How.START,
                "starting since",
                start.at(),
                new Outage(start.node(), Failure.LEAVE, start.at().wall(), ready));
    }

    private static ObservedOutage observedOutage(ProcessOutages.Entry entry, Map<NodeId, NodeProcess> processes) {
        ProcessEvent began = entry.cause();
        var observed = new ObservedOutage(how(began.kind()), what(began), began.at(), entry.outage());
        if (observed.isOver()) {
            return observed;
        }
        return Optional.ofNullable(processes.get(began.node()))
                .flatMap(NodeProcess::external)
                .filter(external -> external.pid() != began.pid()
                        && external.since().isAfter(entry.outage().from()))
                .map(external -> overAt(observed, external.since()))
                .orElse(observed);
    }

    private static ObservedOutage overAt(ObservedOutage observed, Instant until) {
        Outage outage = observed.outage();
        return observed.with(new Outage(outage.node(), outage.kind(), outage.from(), until));
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
            case START, READY, RESUME, ENDED -> began.exitText();
        };
    }

    private static void add(Map<NodeId, List<ObservedOutage>> byNode, ObservedOutage observed) {
        byNode.computeIfAbsent(observed.outage().node(), node -> new ArrayList<>())
                .add(observed);
    }

    private static @Nullable ObservedOutage first(Map<NodeId, List<ObservedOutage>> byNode, NodeId node) {
        List<ObservedOutage> all = byNode.get(node);
        return all == null ? null : all.get(0);
    }

    /** Whether the ground truth of the node is known; a node that was not started here may or may not run elsewhere. */
    public boolean isKnown(NodeId node) {
        return known.contains(node);
    }

    /** The newest outage of its process, ended or not; null if there is none. */
    @Nullable
    public ObservedOutage newest(NodeId node) {
        List<ObservedOutage> all = byNode.getOrDefault(node, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The newest outage of the subject for this observer, of process, node or link, ended or not; null if there is none. */
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

    /** Whether its process was stopped or paused at that instant, so that it observed nothing. */
    boolean isInOutage(NodeId node, Instant at) {
        List<ObservedOutage> all = byNode.getOrDefault(node, List.of());
        // Ordered and disjoint; most queries are about recent instants.
        for (int i = all.size() - 1; i >= 0; i--) {
            Outage outage = all.get(i).outage();
            if (!at.isBefore(outage.from())) {
                return outage.covers(at);
            }
        }
        return false;
    }

    /** Outages of processes, nodes and links that are failures, oldest first. */
    public List<ObservedOutage> failures() {
        return failures;
    }

    /** The number of failures; a partition counts as one, however many links it cuts. */
    public long count() {
        return count;
    }
}
