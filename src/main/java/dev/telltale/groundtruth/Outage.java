package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a node was truly out of service, for all or for one observer.
 *
 * @param until when the node was back, resumed, healed or ready after a restart, later than from; null for never
 * @param observer the only one that could not reach it; null if nobody could
 */
public record Outage(
        NodeId node,
        Failure kind,
        Instant from,
        @Nullable Instant until,
        @Nullable NodeId observer) {
    public Outage {
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException("an outage ends after it begins, found " + from + " to " + until);
        }
        if (node.equals(observer)) {
            throw new IllegalArgumentException("a node is not out of its own reach, found " + node);
        }
    }

    /** Out of service for all. */
    public Outage(NodeId node, Failure kind, Instant from, @Nullable Instant until) {
        this(node, kind, from, until, null);
    }

    /** Whether the node is out at that instant; at the end it is back. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }
}
