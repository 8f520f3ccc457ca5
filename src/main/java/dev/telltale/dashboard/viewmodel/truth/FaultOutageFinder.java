package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.FaultOutages;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.HeartbeatSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Faults as the times in which they took somebody out of service, in words. */
final class FaultOutageFinder {
    /** Of all faults that are looked at: older ones are history, and a partition of 100 nodes has 5,000. */
    private static final int MAX_LINKS = 20_000;

    private FaultOutageFinder() {}

    /** Of the newest faults, oldest first. */
    static List<ObservedOutage> of(List<FaultInterval> faults, HeartbeatSettings settings) {
        List<FaultInterval> recent = recent(faults);
        List<ObservedOutage> absences = new ArrayList<>();
        for (Outage outage : FaultOutages.of(recent, settings)) {
            recent.stream()
                    .filter(deed -> began(deed, outage))
                    .findFirst()
                    .ifPresent(deed -> absences.add(new ObservedOutage(
                            ObservedOutage.How.FAULT, what(deed.fault().effect(), outage), deed.from(), outage)));
        }
        return absences;
    }

    private static List<FaultInterval> recent(List<FaultInterval> faults) {
        List<FaultInterval> recent = new ArrayList<>();
        int room = MAX_LINKS;
        for (int i = faults.size() - 1; i >= 0 && room > 0; i--) {
            recent.add(faults.get(i));
            room -= faults.get(i).fault().effect() instanceof FaultType.OnLinks some
                    ? some.links().size()
                    : 1;
        }
        Collections.reverse(recent);
        return recent;
    }

    private static boolean began(FaultInterval deed, Outage outage) {
        if (!deed.from().wall().equals(outage.from())) {
            return false;
        }
        FaultType effect = deed.fault().effect();
        if (effect instanceof FaultType.OnNode one) {
            return one.node().equals(outage.node());
        }
        return outage.observer() != null
                && ((FaultType.OnLinks) effect).links().contains(new Link(outage.observer(), outage.node()));
    }

    private static String what(FaultType effect, Outage outage) {
        return effect instanceof FaultType.OnNode one
                ? FaultText.onNode(one)
                : FaultText.onLink((FaultType.OnLinks) effect) + " from " + outage.observer();
    }
}
