package dev.telltale.report;

import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.run.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the deciding detector of each observer held, cut to the run. */
final class BeliefLanes {
    /** So many are drawn whatever they hold; above that only those that left up. */
    private static final int FEW = 30;

    private static final int MAX_LANES = 150;

    private BeliefLanes() {}

    /** A status that was held from an instant on to another. */
    record Held(Status status, Instant from, Instant to) {}

    /** All that one observer held of one subject, without gaps. */
    record BeliefLane(DetectorKey lane, List<Held> held) {
        private boolean isQuiet() {
            return held.stream().allMatch(one -> one.status() == Status.UP)
                    // What every lane begins with.
                    || (held.size() == 2
                            && held.get(0).status() == Status.UNKNOWN
                            && held.get(1).status() == Status.UP);
        }
    }

    /** @param left how many are not drawn */
    record Choice(List<BeliefLane> drawn, int left) {}

    /** Side by side what is believed of one subject, in the order of the nodes. */
    static Choice of(RunResult story) {
        List<NodeId> nodes = story.nodes();
        List<BeliefLane> all = story.beliefs().stream()
                .filter(history -> history.lane().detector() == story.deciding())
                .sorted(Comparator.comparingInt((StatusHistory history) ->
                                nodes.indexOf(history.lane().subject()))
                        .thenComparingInt(
                                history -> nodes.indexOf(history.lane().observer())))
                .map(history -> new BeliefLane(history.lane(), held(history, story)))
                .toList();
        if (all.size() <= FEW) {
            return new Choice(all, 0);
        }
        List<BeliefLane> drawn =
                all.stream().filter(lane -> !lane.isQuiet()).limit(MAX_LANES).toList();
        return new Choice(drawn, all.size() - drawn.size());
    }

    private static List<Held> held(StatusHistory history, RunResult story) {
        List<Held> held = new ArrayList<>();
        Status status = Status.UNKNOWN;
        Instant since = story.start();
        for (StatusChange change : history.changes()) {
            Instant at = change.at().isBefore(story.start()) ? story.start() : change.at();
            if (change.status() == status || !at.isBefore(story.end())) {
                continue;
            }
            if (at.isAfter(since)) {
                held.add(new Held(status, since, at));
            }
            status = change.status();
            since = at;
        }
        held.add(new Held(status, since, story.end()));
        return held;
    }
}
