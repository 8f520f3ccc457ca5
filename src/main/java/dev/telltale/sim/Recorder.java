package dev.telltale.sim;

import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records changes to and from down, by lane. Lanes without any are not kept, except by {@link #watch}. */
final class Recorder implements SimulationObserver {
    private final Map<DetectorKey, List<StatusChange>> changes = new LinkedHashMap<>();

    @Override
    public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult result) {
        List<VerdictChange> verdicts = result.verdicts();
        for (int i = 0; i < verdicts.size(); i++) {
            VerdictChange change = verdicts.get(i);
            if (change.from() == Status.DOWN || change.to() == Status.DOWN) {
                var lane = new DetectorKey(change.observer(), change.subject(), change.detector());
                watch(lane);
                changes.getOrDefault(lane, List.of()).add(new StatusChange(change.at(), change.to(), change.silence()));
            }
        }
    }

    /** Includes a lane in the histories even if it never changes. */
    void watch(DetectorKey lane) {
        changes.computeIfAbsent(lane, unused -> new ArrayList<>());
    }

    List<StatusHistory> histories() {
        return changes.entrySet().stream()
                .map(entry -> new StatusHistory(entry.getKey(), entry.getValue()))
                .toList();
    }
}
