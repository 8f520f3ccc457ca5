package dev.telltale.quality;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes of mind, sorted into lanes. */
public final class Histories {
    private Histories() {}

    /** One for each observer, subject and detector, also for those that never changed their mind; in time order each. */
    public static List<History> of(List<NodeId> nodes, Collection<VerdictChange> changes) {
        Map<Lane, List<Belief>> lanes = new LinkedHashMap<>();
        for (NodeId observer : nodes) {
            for (NodeId subject : nodes) {
                if (!observer.equals(subject)) {
                    DetectorKind.ALL.forEach(
                            detector -> lanes.put(new Lane(observer, subject, detector), new ArrayList<>()));
                }
            }
        }
        for (VerdictChange change : changes) {
            List<Belief> lane = lanes.get(new Lane(change.observer(), change.subject(), change.detector()));
            if (lane != null) {
                lane.add(new Belief(change.at(), change.to(), change.silence()));
            }
        }
        List<History> histories = new ArrayList<>();
        lanes.forEach((lane, beliefs) -> {
            beliefs.sort(Comparator.comparing(Belief::at));
            histories.add(new History(lane, beliefs));
        });
        return histories;
    }
}
