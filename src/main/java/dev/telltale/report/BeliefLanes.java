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

/** Status of each subject at each observer's deciding detector, cut to the run. */
final class BeliefLanes {
    /** Up to this number all lanes are drawn; above it only those whose status was not always up. */
    private static final int MAX_UNFILTERED = 30;

    private static final int MAX_LANES = 150;

    private BeliefLanes() {}

    /** A status and its interval. */
    record StatusInterval(Status status, Instant from, Instant to) {}

    /** The whole run of one lane, without gaps. */
    record StatusLane(DetectorKey lane, List<StatusInterval> intervals) {
        private boolean isAlwaysUp() {
            return intervals.stream().allMatch(one -> one.status() == Status.UP)
                    // Every lane begins with unknown.
                    || (intervals.size() == 2
                            && intervals.get(0).status() == Status.UNKNOWN
                            && intervals.get(1).status() == Status.UP);
        }
    }

    /** @param omitted number of lanes that are not drawn */
    record Selection(List<StatusLane> drawn, int omitted) {}

    /** The lanes to draw, grouped by subject, in the order of the nodes. */
    static Selection of(RunResult run) {
        List<NodeId> nodes = run.nodes();
        List<StatusLane> all = run.histories().stream()
                .filter(history -> history.lane().detector() == run.deciding())
                .sorted(Comparator.comparingInt((StatusHistory history) ->
                                nodes.indexOf(history.lane().subject()))
                        .thenComparingInt(
                                history -> nodes.indexOf(history.lane().observer())))
                .map(history -> new StatusLane(history.lane(), intervals(history, run)))
                .toList();
        if (all.size() <= MAX_UNFILTERED) {
            return new Selection(all, 0);
        }
        List<StatusLane> drawn =
                all.stream().filter(lane -> !lane.isAlwaysUp()).limit(MAX_LANES).toList();
        return new Selection(drawn, all.size() - drawn.size());
    }

    private static List<StatusInterval> intervals(StatusHistory history, RunResult run) {
        List<StatusInterval> intervals = new ArrayList<>();
        Status status = Status.UNKNOWN;
        Instant since = run.start();
        for (StatusChange change : history.changes()) {
            Instant at = change.at().isBefore(run.start()) ? run.start() : change.at();
            if (change.status() == status || !at.isBefore(run.end())) {
                continue;
            }
            if (at.isAfter(since)) {
                intervals.add(new StatusInterval(status, since, at));
            }
            status = change.status();
            since = at;
        }
        intervals.add(new StatusInterval(status, since, run.end()));
        return intervals;
    }
}
