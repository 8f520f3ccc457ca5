package dev.telltale.groundtruth;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest 10,000 faults, in the order in which they were made. Any thread. */
public final class FaultLog {
    private static final int MAX_DEEDS = 10_000;

    private final Map<FaultId, FaultInterval> deeds = new LinkedHashMap<>();

    public synchronized void began(Fault fault, ClockReading from) {
        deeds.put(fault.id(), new FaultInterval(fault, from, null));
        if (deeds.size() > MAX_DEEDS) {
            deeds.remove(deeds.keySet().iterator().next());
        }
    }

    public synchronized void ended(FaultId fault, ClockReading until) {
        deeds.computeIfPresent(fault, (id, deed) -> new FaultInterval(deed.fault(), deed.from(), until));
    }

    public synchronized List<FaultInterval> deeds() {
        return new ArrayList<>(deeds.values());
    }
}
