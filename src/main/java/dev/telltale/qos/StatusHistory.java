package dev.telltale.qos;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Status of one lane over time.
 *
 * @param changes oldest first; before the first the status is unknown
 */
public record StatusHistory(DetectorKey lane, List<StatusChange> changes) {
    public StatusHistory {
        changes = List.copyOf(changes);
        for (int i = 1; i < changes.size(); i++) {
            Instant before = changes.get(i - 1).at();
            if (changes.get(i).at().isBefore(before)) {
                throw new IllegalArgumentException(
                        "changes are in time order, found " + changes.get(i).at() + " after " + before + " in " + lane);
            }
        }
    }

    /**
     * One history for each observer, subject and detector, also for those without changes. Changes of other nodes are
     * ignored.
     */
    public static List<StatusHistory> of(List<NodeId> nodes, Collection<VerdictChange> changes) {
        Map<DetectorKey, List<StatusChange>> lanes = new LinkedHashMap<>();
        for (NodeId observer : nodes) {
            for (NodeId subject : nodes) {
                if (!observer.equals(subject)) {
                    DetectorKind.ALL.forEach(
                            detector -> lanes.put(new DetectorKey(observer, subject, detector), new ArrayList<>()));
                }
            }
        }
        for (VerdictChange change : changes) {
            List<StatusChange> lane =
                    lanes.get(new DetectorKey(change.observer(), change.subject(), change.detector()));
            if (lane != null) {
                lane.add(new StatusChange(change.at(), change.to(), change.silence()));
            }
        }
        List<StatusHistory> histories = new ArrayList<>();
        lanes.forEach((lane, ofLane) -> {
            ofLane.sort(Comparator.comparing(StatusChange::at));
            histories.add(new StatusHistory(lane, ofLane));
        });
        return histories;
    }
}
