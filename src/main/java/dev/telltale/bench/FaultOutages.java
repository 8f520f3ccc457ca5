package dev.telltale.bench;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.quality.Outage;
import java.util.List;

/** Faults as outages: whom they truly took out of service, for all or for one observer. */
public final class FaultOutages {
    private FaultOutages() {}

    /** Oldest first; those that are not over yet have no end. */
    public static List<Outage> of(List<FaultDeed> faults, HeartbeatSettings settings) {
        return List.of();
    }
}
