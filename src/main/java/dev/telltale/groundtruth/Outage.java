package dev.telltale.groundtruth;

import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which a node was really out of service, for all observers or for one.
 *
 * @param until the resumption, the heal or the restart, later than {@code from}; null if it has not ended
 * @param observer the only observer that could not reach the node; null for all
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
            throw new IllegalArgumentException("a node has no link to itself, found " + node);
        }
    }

    /** An outage for all observers. */
    public Outage(NodeId node, Failure kind, Instant from, @Nullable Instant until) {
        this(node, kind, from, until, null);
    }

    /** Both as one, if the other starts in this outage: the node is back when both have ended. */
    Outage mergedWith(Outage other) {
        boolean isContained = until == null || (other.until != null && !other.until.isAfter(until));
        return isContained
                ? this
                : new Outage(node, kind, from, other.until, observer == null ? other.observer : observer);
    }

    /** Whether a part of the outage lies between two instants, of which the second is exclusive. */
    public boolean overlaps(Instant start, Instant end) {
        return Interval.overlap(from, until, start, end);
    }

    /**
     * What the end or the pause of a process is to be diagnosed as; empty for an outage that follows from an injected
     * fault, which {@link Cause#of} and {@link Causes#ofLinks} tell.
     */
    public Optional<Cause> cause() {
        return switch (kind) {
            case CRASH -> Optional.of(CauseKind.CRASH.of(node));
            case LEAVE -> Optional.of(CauseKind.LEFT.of(node));
            case HANG -> Optional.of(CauseKind.HANG.of(node));
            case MUTE, CUT -> Optional.empty();
        };
    }

    /** Whether the instant is in the outage; its start is, its end is not. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }
}
