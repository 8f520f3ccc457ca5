package dev.telltale.groundtruth;

import dev.telltale.fault.Link;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outages of all nodes and links by node and link, each with what began it. Immutable; any thread. */
public final class OutageIndex {
    /** The links of all faults that are evaluated, newest first; a partition of 100 nodes cuts 5,000. */
    private static final int MAX_LINKS = 20_000;

    private static final Comparator<RecordedOutage> OLDEST_FIRST =
            Comparator.comparing(recorded -> recorded.outage().from());

    /** What tells triggers apart: a fault is the same whatever its links, which may be thousands. */
    private static final OutageTrigger.Cases<Object> IDENTITY = new OutageTrigger.Cases<>() {
        @Override
        public Object process(ProcessEvent event) {
            return event;
        }

        @Override
        public Object fault(FaultInterval interval) {
            return interval.fault().id();
        }
    };

    public static final OutageIndex EMPTY = new OutageIndex(Incidents.NONE, List.of(), HeartbeatSettings.DEFAULT);

    private final Map<NodeId, List<RecordedOutage>> ofProcesses = new HashMap<>();
    private final Set<NodeId> known;
    private final List<RecordedOutage> failures;
    private final long count;
    private final Map<NodeId, RecordedOutage> newestForAll = new HashMap<>();
    private final Map<Link, RecordedOutage> newestOfLink = new HashMap<>();

    private OutageIndex(Incidents incidents, Collection<ExternalProcess> external, HeartbeatSettings settings) {
        Map<NodeId, ProcessEvent> first = new LinkedHashMap<>();
        incidents.events().forEach(event -> first.putIfAbsent(event.node(), event));
        known = Stream.concat(first.keySet().stream(), external.stream().map(ExternalProcess::node))
                .collect(Collectors.toUnmodifiableSet());
        first.values().stream()
                .filter(event -> event.kind() == ProcessEvent.Kind.START)
                .forEach(start -> add(firstStart(start, incidents)));
        for (RecordedOutage recorded : ProcessOutages.recorded(incidents.events())) {
            if (wasReadyBefore(recorded.outage())) {
                add(external.stream()
                        .filter(process -> process.ends(recorded))
                        .findFirst()
                        .map(process -> recorded.endingAt(process.since()))
                        .orElse(recorded));
            }
        }
        List<RecordedOutage> ofFaults = FaultOutages.of(newest(incidents.faults()), settings);
        failures = Stream.concat(ofProcesses.values().stream().flatMap(List::stream), ofFaults.stream())
                .filter(RecordedOutage::isFailure)
                .sorted(OLDEST_FIRST.thenComparing(recorded -> recorded.outage().node()))
                .toList();
        count = failures.stream()
                .map(recorded -> recorded.trigger().match(IDENTITY))
                .distinct()
                .count();
        findNewest(ofFaults);
    }

    /**
     * Derives and indexes the outages.
     *
     * @param external the processes that run now and were started elsewhere: an outage of their node ends at their start
     * @param settings the nodes' settings; their attempt deadline decides whether a delay is an outage
     */
    public static OutageIndex of(
            Incidents incidents, Collection<ExternalProcess> external, HeartbeatSettings settings) {
        return new OutageIndex(incidents, external, settings);
    }

    private void add(RecordedOutage recorded) {
        ofProcesses
                .computeIfAbsent(recorded.outage().node(), node -> new ArrayList<>())
                .add(recorded);
    }

    /** A node that was started for the first time is out until it is ready; that is no failure. */
    private static RecordedOutage firstStart(ProcessEvent start, Incidents incidents) {
        Instant from = start.at().wall();
        Instant ready = incidents
                .readyTimes(start.node())
                .filter(at -> at.isAfter(from))
                .findFirst()
                .orElse(null);
        return new RecordedOutage(start, new Outage(start.node(), Failure.LEAVE, from, ready));
    }

    /** False for an outage of a node that was never ready before. */
    private boolean wasReadyBefore(Outage outage) {
        List<RecordedOutage> before = ofProcesses.getOrDefault(outage.node(), List.of());
        return before.isEmpty()
                || before.get(0).isFailure()
                || !before.get(0).outage().covers(outage.from());
    }

    private static List<FaultInterval> newest(List<FaultInterval> faults) {
        List<FaultInterval> newest = new ArrayList<>();
        int links = 0;
        for (int i = faults.size() - 1; i >= 0 && links < MAX_LINKS; i--) {
            newest.add(faults.get(i));
            links += Math.max(1, faults.get(i).fault().effect().links().size());
        }
        Collections.reverse(newest);
        return newest;
    }

    private void findNewest(List<RecordedOutage> ofFaults) {
        Map<NodeId, List<RecordedOutage>> forAll = new HashMap<>();
        ofProcesses.forEach((node, list) -> forAll.put(node, new ArrayList<>(list)));
        Map<Link, List<RecordedOutage>> ofLinks = new HashMap<>();
        for (RecordedOutage recorded : ofFaults) {
            Outage outage = recorded.outage();
            List<RecordedOutage> list = outage.observer() == null
                    ? forAll.computeIfAbsent(outage.node(), node -> new ArrayList<>())
                    : ofLinks.computeIfAbsent(new Link(outage.observer(), outage.node()), link -> new ArrayList<>());
            list.add(recorded);
        }
        forAll.forEach((node, list) -> newestForAll.put(node, merged(list)));
        ofLinks.forEach((link, list) -> {
            list.addAll(forAll.getOrDefault(link.subject(), List.of()));
            newestOfLink.put(link, merged(list));
        });
    }

    /** The newest outage, merged with all that overlap it; of several that start at one instant the first is kept. */
    private static RecordedOutage merged(List<RecordedOutage> some) {
        some.sort(OLDEST_FIRST);
        RecordedOutage newest = some.get(0);
        for (RecordedOutage next : some) {
            newest = newest.outage().covers(next.outage().from())
                    ? new RecordedOutage(newest.trigger(), newest.outage().mergedWith(next.outage()))
                    : next;
        }
        return newest;
    }

    /** Whether the ground truth of the node is known; a node that was not started here may or may not run elsewhere. */
    public boolean isKnown(NodeId node) {
        return known.contains(node);
    }

    /** The newest outage of its process, ended or not; null if there is none. */
    @Nullable
    public RecordedOutage newest(NodeId node) {
        List<RecordedOutage> all = ofProcesses.getOrDefault(node, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The newest outage of the subject for this observer, of process, node or link, ended or not; null if there is none. */
    @Nullable
    public RecordedOutage newest(NodeId observer, NodeId subject) {
        RecordedOutage ofLink = newestOfLink.isEmpty() || observer.equals(subject)
                ? null
                : newestOfLink.get(new Link(observer, subject));
        return ofLink == null ? newestForAll.get(subject) : ofLink;
    }

    /** Whether its process was stopped or paused at that instant, so that it observed nothing. */
    public boolean isInOutage(NodeId node, Instant at) {
        List<RecordedOutage> all = ofProcesses.getOrDefault(node, List.of());
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
    public List<RecordedOutage> failures() {
        return failures;
    }

    /** The number of failures; a partition counts as one, however many links it cuts. */
    public long count() {
        return count;
    }
}
