package dev.telltale.report;

import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.timeline.StatusLane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lanes of the deciding detectors that the report draws, grouped by subject, in the order of the nodes. Above
 * {@link StatusLane#MAX_PAIRS} lanes, those whose status was always up are omitted.
 *
 * @param omitted number of lanes that are not drawn
 */
record StatusLanes(List<Content> drawn, int omitted) {
    private static final int MAX_LANES = 150;

    /** A status and its interval. */
    record StatusInterval(Status status, Instant from, Instant to) {}

    /** The whole run of one lane, without gaps. */
    record Content(DetectorKey key, List<StatusInterval> intervals) {
        private boolean isAlwaysUp() {
            int first = intervals.get(0).status() == Status.UNKNOWN ? 1 : 0;
            return intervals.size() == first + 1 && intervals.get(first).status() == Status.UP;
        }

        StatusLane lane() {
            return new StatusLane(key.observer(), key.subject());
        }
    }

    static StatusLanes of(RunResult run) {
        List<NodeId> nodes = run.nodes();
        List<Content> all = run.histories().stream()
                .filter(history -> history.lane().detector() == run.deciding())
                .map(history -> new Content(history.lane(), intervals(history, run)))
                .sorted(Comparator.comparingInt(
                                (Content lane) -> nodes.indexOf(lane.key().subject()))
                        .thenComparingInt(lane -> nodes.indexOf(lane.key().observer())))
                .toList();
        if (all.size() <= StatusLane.MAX_PAIRS) {
            return new StatusLanes(all, 0);
        }
        List<Content> drawn =
                all.stream().filter(lane -> !lane.isAlwaysUp()).limit(MAX_LANES).toList();
        return new StatusLanes(drawn, all.size() - drawn.size());
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
