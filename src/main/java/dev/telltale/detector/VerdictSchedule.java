package dev.telltale.detector;

import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detector's current verdict and the times at which silence alone will change it. The node sleeps until the next
 * change, and the user interface counts down to it. Immutable. Times are nanoseconds of the monotonic clock, which may
 * wrap: only differences are meaningful.
 *
 * @param base the status from {@code fromNanos} on
 * @param suspectAfter nanoseconds from {@code fromNanos} until suspect; {@link #NEVER} if silence does not cause it
 * @param downAfter the same until down
 * @param phi the phi curve; null for all detectors but phi
 * @param confirmedBy helpers that failed to reach the subject too
 */
public record VerdictSchedule(
        Status base,
        long fromNanos,
        long suspectAfter,
        long downAfter,
        @Nullable PhiCurve phi,
        List<NodeId> confirmedBy) {
    public static final long NEVER = Long.MAX_VALUE;

    static VerdictSchedule of(Status base, long fromNanos, long suspectAfter, long downAfter) {
        return new VerdictSchedule(base, fromNanos, suspectAfter, downAfter, null, List.of());
    }

    /** Down until the next heartbeat. */
    static VerdictSchedule down(long fromNanos) {
        return of(Status.DOWN, fromNanos, NEVER, NEVER);
    }

    /** The verdict at this time of the monotonic clock, if no more evidence arrives. */
    public Status statusAt(long nowNanos) {
        long elapsed = nowNanos - fromNanos;
        if (base == Status.DOWN || elapsed >= downAfter) {
            return Status.DOWN;
        }
        return base == Status.UP && elapsed >= suspectAfter ? Status.SUSPECT : base;
    }

    /** Nanoseconds until silence alone changes the status, at least 1; {@link #NEVER} if it does not. */
    public long nanosUntilChange(long nowNanos) {
        long elapsed = nowNanos - fromNanos;
        if (base == Status.DOWN || elapsed >= downAfter) {
            return NEVER;
        }
        long next = base == Status.UP && elapsed < suspectAfter ? Math.min(suspectAfter, downAfter) : downAfter;
        return next == NEVER ? NEVER : next - elapsed;
    }

    /** The status after that change; null if there is none. */
    public @Nullable Status next(long nowNanos) {
        long until = nanosUntilChange(nowNanos);
        return until == NEVER ? null : statusAt(nowNanos + until);
    }
}
