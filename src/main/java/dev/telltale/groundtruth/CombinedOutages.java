package dev.telltale.groundtruth;

import dev.telltale.model.HeartbeatSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was truly out of service, by what was done to processes and by faults together. Outages may overlap: what one
 * observer meets of them is {@link dev.telltale.groundtruth.OutageMerger}' matter.
 */
public final class CombinedOutages {
    private CombinedOutages() {}

    /**
     * Oldest first; those that are not over yet have no end.
     *
     * @param deeds in the order in which they were done
     * @param settings what the nodes run with: whether an answer is too late depends on them
     */
    public static List<Outage> outages(
            List<ProcessEvent> deeds, List<FaultInterval> faults, HeartbeatSettings settings) {
        List<Outage> all = new ArrayList<>(ProcessOutages.of(deeds));
        all.addAll(FaultOutages.of(faults, settings));
        all.sort(Comparator.comparing(Outage::from));
        return all;
    }
}
