package dev.telltale.dashboard.viewmodel;

import dev.telltale.bench.FaultDeed;
import dev.telltale.bench.FaultOutages;
import dev.telltale.model.Effect;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.quality.Outage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Faults as the times in which they took somebody out of service, in words. */
final class FaultAbsences {
    /** Of all faults that are looked at: older ones are history, and a partition of 100 nodes has 5,000. */
    private static final int MAX_LINKS = 20_000;

    private FaultAbsences() {}

    /** Of the newest faults, oldest first. */
    static List<Absence> of(List<FaultDeed> faults, HeartbeatSettings settings) {
        List<FaultDeed> recent = recent(faults);
        List<Absence> absences = new ArrayList<>();
        for (Outage outage : FaultOutages.of(recent, settings)) {
            recent.stream()
                    .filter(deed -> began(deed, outage))
                    .findFirst()
                    .ifPresent(deed -> absences.add(
                            new Absence(Absence.How.FAULT, what(deed.fault().effect(), outage), deed.from(), outage)));
        }
        return absences;
    }

    private static List<FaultDeed> recent(List<FaultDeed> faults) {
        List<FaultDeed> recent = new ArrayList<>();
        int room = MAX_LINKS;
        for (int i = faults.size() - 1; i >= 0 && room > 0; i--) {
            recent.add(faults.get(i));
            room -= faults.get(i).fault().effect() instanceof Effect.OnLinks some
                    ? some.links().size()
                    : 1;
        }
        Collections.reverse(recent);
        return recent;
    }

    private static boolean began(FaultDeed deed, Outage outage) {
        if (!deed.from().wall().equals(outage.from())) {
            return false;
        }
        Effect effect = deed.fault().effect();
        if (effect instanceof Effect.OnNode one) {
            return one.node().equals(outage.node());
        }
        return outage.observer() != null
                && ((Effect.OnLinks) effect).links().contains(new Link(outage.observer(), outage.node()));
    }

    private static String what(Effect effect, Outage outage) {
        return effect instanceof Effect.OnNode one
                ? FaultWords.onNode(one)
                : FaultWords.onLink((Effect.OnLinks) effect) + " from " + outage.observer();
    }
}
