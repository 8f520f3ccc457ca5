package dev.telltale.sim;

import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.Brain;
import dev.telltale.node.Signal;
import dev.telltale.quality.Belief;
import dev.telltale.quality.History;
import dev.telltale.quality.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what quality is measured of: changes to down and from it, of the few lanes that have any. */
final class Recorder implements Watcher {
    private final Map<Lane, List<Belief>> changes = new LinkedHashMap<>();

    @Override
    public void ticked(int node, List<Signal> signals, Brain.Step step) {
        List<VerdictChange> verdicts = step.verdicts();
        for (int i = 0; i < verdicts.size(); i++) {
            VerdictChange change = verdicts.get(i);
            if (change.from() == Status.DOWN || change.to() == Status.DOWN) {
                var lane = new Lane(change.observer(), change.subject(), change.detector());
                watch(lane);
                changes.getOrDefault(lane, List.of()).add(new Belief(change.at(), change.to(), change.silence()));
            }
        }
    }

    /** This lane is measured whether or not it ever changes. */
    void watch(Lane lane) {
        changes.computeIfAbsent(lane, unused -> new ArrayList<>());
    }

    List<History> histories() {
        return changes.entrySet().stream()
                .map(entry -> new History(entry.getKey(), entry.getValue()))
                .toList();
    }
}
