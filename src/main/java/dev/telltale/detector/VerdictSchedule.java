package dev.telltale.detector;

import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detector's verdict now and what time alone will make of it: a schedule, so that whoever holds it can sleep until the
 * next change and a screen can count down to it. Nanoseconds are of the monotonic clock, which may wrap: only
 * differences count.
 *
 * @param base the status from {@code fromNanos} on
 * @param suspectAfter nanoseconds from {@code fromNanos} until suspect; {@link #NEVER} if time does not bring it
 * @param downAfter the same until down
 * @param phi the curve behind the schedule, for the detector that has one
 * @param confirmedBy who failed to reach the subject too
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

    /** Down, whatever the time. */
    static VerdictSchedule down(long fromNanos) {
        return of(Status.DOWN, fromNanos, NEVER, NEVER);
    }

    public Status statusAt(long nowNanos) {
        long elapsed = nowNanos - fromNanos;
        if (base == Status.DOWN || elapsed >= downAfter) {
            return Status.DOWN;
        }
        return base == Status.UP && elapsed >= suspectAfter ? Status.SUSPECT : base;
    }

    /** Nanoseconds until time alone changes the status, at least 1; {@link #NEVER} if it does not. */
    public long nanosUntilChange(long nowNanos) {
        long elapsed = nowNanos - fromNanos;
        if (base == Status.DOWN || elapsed >= downAfter) {
            return NEVER;
        }
        long next = base == Status.UP && elapsed < suspectAfter ? Math.min(suspectAfter, downAfter) : downAfter;
        return next == NEVER ? NEVER : next - elapsed;
    }

    /** What that change leads to; null if there is none. */
    public @Nullable Status next(long nowNanos) {
        long until = nanosUntilChange(nowNanos);
        return until == NEVER ? null : statusAt(nowNanos + until);
    }
}
