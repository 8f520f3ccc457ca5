package dev.telltale.groundtruth;

import dev.telltale.model.HeartbeatSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Outages of a cluster, from its process events and its injected faults. They may overlap; {@link OutageMerger}
 * combines those that one observer meets.
 */
public final class CombinedOutages {
    private CombinedOutages() {}

    /**
     * All outages by start, oldest first. An outage that has not ended has no end.
     *
     * @param events in the order in which they happened
     * @param settings the nodes' settings; their attempt deadline decides whether a delay is an outage
     */
    public static List<Outage> of(List<ProcessEvent> events, List<FaultInterval> faults, HeartbeatSettings settings) {
        List<Outage> all = new ArrayList<>(ProcessOutages.of(events));
        all.addAll(FaultOutages.of(faults, settings));
        all.sort(Comparator.comparing(Outage::from));
        return all;
    }
}
