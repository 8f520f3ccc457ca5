package dev.telltale.quality;

import dev.telltale.model.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a node was truly out of service.
 *
 * @param until when the node was back, resumed or ready after a restart, later than from; null for never
 */
public record Outage(
        NodeId node, Failure kind, Instant from, @Nullable Instant until) {
    public Outage {
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException("an outage ends after it begins, found " + from + " to " + until);
        }
    }

    /** Whether the node is out at that instant; at the end it is back. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }
}
