package dev.telltale.soak;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.observe.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which nodes said of themselves that they were late, for want of a processor. Such a node blames nobody for that time: it counts
 * the silence of its peers anew, and notices later than others. Bounded. Any thread.
 */
public final class LateNodes {
    private static final int MOST = 10_000;
    /** From there on a node gives its peers more time. */
    private static final Duration LATE = Duration.ofMillis(100);

    private final Duration late;
    private final Duration told;
    private final Deque<Late> lates = new ArrayDeque<>();

    private record Late(NodeId node, Instant at) {}

    public LateNodes(HeartbeatSettings heartbeat) {
        Duration quarter = heartbeat.timeout().dividedBy(4);
        late = quarter.compareTo(LATE) < 0 ? quarter : LATE;
        // A node tells its worst of one to two timeouts; and it is asked about once a second.
        told = heartbeat.timeout().multipliedBy(2).plusSeconds(2);
    }

    public synchronized void look(ClusterView view) {
        for (Row row : view.matrix().rows().values()) {
            Report report = row.report();
            if (report != null
                    && row.isAnswering()
                    && report.lag() != null
                    && report.lag().compareTo(late) >= 0) {
                lates.addLast(new Late(row.observer(), view.at().wall()));
            }
        }
        while (lates.size() > MOST) {
            lates.removeFirst();
        }
    }

    /** Whether the node may have been late at some time between. */
    synchronized boolean wasLate(NodeId node, Instant from, Instant until) {
        Instant last = until.plus(told);
        return lates.stream()
                .anyMatch(one -> one.node().equals(node)
                        && !one.at().isBefore(from)
                        && !one.at().isAfter(last));
    }
}
