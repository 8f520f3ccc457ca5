package dev.telltale.recording.history;

import dev.telltale.fault.FaultId;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingInfo;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything of a recording but the changes of statuses and verdicts: settings, processes, faults and gaps; the newest
 * 100,000 of each. One thread.
 */
final class RecordedTruth implements RecordedEvent.Cases<Boolean, RuntimeException> {
    private static final int MAX_OF_EACH = 100_000;

    private final List<RecordingInfo> infos = new ArrayList<>();
    private final Deque<ProcessEvent> processes = new ArrayDeque<>();
    private final Set<List<Object>> begun = new HashSet<>();
    private final Map<FaultId, FaultInterval> faults = new LinkedHashMap<>();
    private final Deque<Gap> gaps = new ArrayDeque<>();

    @Override
    public Boolean settings(RecordingInfo info) {
        // Every segment has them again; the first says when the recording began, the newest what holds.
        if (infos.size() > 1) {
            infos.remove(1);
        }
        return infos.add(info);
    }

    @Override
    public Boolean status(Transition change) {
        return false;
    }

    @Override
    public Boolean verdict(VerdictChange change) {
        return false;
    }

    @Override
    public Boolean process(ProcessEvent event) {
        boolean isBegin = event.kind() == ProcessEvent.Kind.START || event.kind() == ProcessEvent.Kind.READY;
        // A recorder that was started again tells the processes that run already once more.
        boolean isNew = !isBegin || begun.add(List.of(event.kind(), event.node(), event.pid()));
        return isNew && addBounded(processes, event);
    }

    @Override
    public Boolean fault(FaultInterval interval) {
        faults.put(interval.fault().id(), interval);
        if (faults.size() > MAX_OF_EACH) {
            faults.remove(faults.keySet().iterator().next());
        }
        return true;
    }

    @Override
    public Boolean gap(Gap gap) {
        return addBounded(gaps, gap);
    }

    private static <T> boolean addBounded(Deque<T> newest, T element) {
        if (newest.size() == MAX_OF_EACH) {
            newest.removeFirst();
        }
        return newest.add(element);
    }

    boolean isEmpty() {
        return infos.isEmpty();
    }

    Instant begin() {
        return infos.get(0).begin();
    }

    /** The newest settings. */
    RecordingInfo info() {
        return infos.get(infos.size() - 1);
    }

    /** The nodes of the newest settings, and after them those that only the oldest have. */
    List<NodeId> nodes() {
        var nodes = new LinkedHashSet<NodeId>();
        info().members().stream().map(Member::id).forEach(nodes::add);
        infos.get(0).members().stream().map(Member::id).forEach(nodes::add);
        return List.copyOf(nodes);
    }

    Incidents incidents() {
        return new Incidents(List.copyOf(processes), List.copyOf(faults.values()));
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** The newest instant of all of it. */
    Instant end() {
        Instant end = info().begin();
        for (ProcessEvent event : processes) {
            end = later(end, event.at().wall());
        }
        for (FaultInterval fault : faults.values()) {
            end = later(end, fault.end() == null ? fault.from().wall() : fault.end());
        }
        for (Gap gap : gaps) {
            end = later(end, gap.until());
        }
        return end;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** When each node told nothing: first what its process did, then the gaps. */
    Map<NodeId, List<SilentTime>> silentTimes() {
        Map<NodeId, List<SilentTime>> times = new LinkedHashMap<>();
        nodes().forEach(node -> times.put(node, new ArrayList<>()));
        for (Outage outage : ProcessOutages.of(List.copyOf(processes))) {
            times.getOrDefault(outage.node(), new ArrayList<>()).add(SilentTime.of(outage));
        }
        for (Gap gap : gaps) {
            times.forEach((node, list) -> {
                if (gap.node() == null || gap.node().equals(node)) {
                    list.add(SilentTime.of(gap));
                }
            });
        }
        return times;
    }
}
