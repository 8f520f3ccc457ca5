package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.time.Instant;

/**
 * A running process of a node that this launcher did not start, and so has no events of.
 *
 * @param since when it was started
 */
public record ExternalProcess(NodeId node, long pid, Instant since) {
    /** Whether it ended the outage: it is another process than the one that failed, and was started later. */
    boolean ends(RecordedOutage recorded) {
        return !recorded.isOver()
                && recorded.outage().node().equals(node)
                && recorded.trigger() instanceof ProcessEvent event
                && event.pid() != pid
                && since.isAfter(recorded.outage().from());
    }
}
