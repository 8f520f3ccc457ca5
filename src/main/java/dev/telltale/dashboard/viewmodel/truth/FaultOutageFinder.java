package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.FaultOutages;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.HeartbeatSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the outages that injected faults cause. */
final class FaultOutageFinder {
    /** The links of all faults that are evaluated, newest first; a partition of 100 nodes cuts 5,000. */
    private static final int MAX_LINKS = 20_000;

    private FaultOutageFinder() {}

    /** The outages of the newest faults, oldest first. */
    static List<ObservedOutage> of(List<FaultInterval> faults, HeartbeatSettings settings) {
        List<FaultInterval> recent = recent(faults);
        List<ObservedOutage> outages = new ArrayList<>();
        for (Outage outage : FaultOutages.of(recent, settings)) {
            recent.stream()
                    .filter(interval -> began(interval, outage))
                    .findFirst()
                    .ifPresent(interval -> outages.add(new ObservedOutage(
                            ObservedOutage.How.FAULT,
                            what(interval.fault().effect(), outage),
                            interval.from(),
                            outage)));
        }
        return outages;
    }

    private static List<FaultInterval> recent(List<FaultInterval> faults) {
        List<FaultInterval> recent = new ArrayList<>();
        int room = MAX_LINKS;
        for (int i = faults.size() - 1; i >= 0 && room > 0; i--) {
            recent.add(faults.get(i));
            room -= Math.max(1, faults.get(i).fault().effect().links().size());
        }
        Collections.reverse(recent);
        return recent;
    }

    private static boolean began(FaultInterval interval, Outage outage) {
        if (!interval.from().wall().equals(outage.from())) {
            return false;
        }
        FaultType effect = interval.fault().effect();
        return effect.isOn(outage.node())
                || (outage.observer() != null && effect.links().contains(new Link(outage.observer(), outage.node())));
    }

    private static String what(FaultType effect, Outage outage) {
        return effect instanceof NodeFault one
                ? FaultText.onNode(one)
                : FaultText.onLink((LinkFault) effect) + " from " + outage.observer();
    }
}
