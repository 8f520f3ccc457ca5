package dev.telltale.bench;

import dev.telltale.model.Fault;
import dev.telltale.model.FaultId;
import dev.telltale.model.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest 10,000 faults, in the order in which they were made. Any thread. */
final class FaultTruth {
    private static final int MAX_DEEDS = 10_000;

    private final Map<FaultId, FaultDeed> deeds = new LinkedHashMap<>();

    synchronized void began(Fault fault, Moment from) {
        deeds.put(fault.id(), new FaultDeed(fault, from, null));
        if (deeds.size() > MAX_DEEDS) {
            deeds.remove(deeds.keySet().iterator().next());
        }
    }

    synchronized void ended(FaultId fault, Moment until) {
        deeds.computeIfPresent(fault, (id, deed) -> new FaultDeed(deed.fault(), deed.from(), until));
    }

    synchronized List<FaultDeed> deeds() {
        return new ArrayList<>(deeds.values());
    }
}
