package dev.telltale.groundtruth;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.time.ClockReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest 10,000 injected faults, oldest first. Any thread. */
public final class FaultLog {
    private static final int MAX_INTERVALS = 10_000;

    private final Map<FaultId, FaultInterval> intervals = new LinkedHashMap<>();

    public synchronized void began(Fault fault, ClockReading from, Origin origin) {
        intervals.put(fault.id(), new FaultInterval(fault, from, null, origin, null));
        if (intervals.size() > MAX_INTERVALS) {
            intervals.remove(intervals.keySet().iterator().next());
        }
    }

    public synchronized void ended(FaultId fault, ClockReading until, Origin origin) {
        intervals.computeIfPresent(
                fault,
                (id, interval) ->
                        new FaultInterval(interval.fault(), interval.from(), until, interval.madeBy(), origin));
    }

    public synchronized List<FaultInterval> intervals() {
        return List.copyOf(intervals.values());
    }
}
