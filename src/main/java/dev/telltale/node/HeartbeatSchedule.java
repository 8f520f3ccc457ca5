package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.util.concurrent.TimeUnit;

/** The time of the next heartbeat request to one peer: every interval, and out of turn for a few limited reasons. */
final class HeartbeatSchedule {
    /** Retry delay after a reset: an ending process closes its connections before its port. */
    private static final long RESET_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int MAX_RESET_RETRIES = 20;
    /** Retry delay after the first refusal, which alone may mean a full accept queue. */
    private static final long REFUSED_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Minimum gap between two out-of-turn requests, so that unauthenticated hints cannot trigger a flood. */
    private static final long MIN_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private boolean inFlight;
    private long nextAtNanos;
    private long lastAtNanos;
    private int retries;
    private boolean wasRefused;
    private boolean wasHinted;
    private boolean wasLeaveAnnounced;
    private boolean hasFollowedLoss;
    private boolean isOutOfTurn;

    HeartbeatSchedule(ClockReading start) {
        nextAtNanos = start.nanos();
        lastAtNanos = start.nanos() - MIN_GAP_NANOS;
    }

    /** Records the end of an attempt, and schedules a retry if its evidence needs one. */
    void onAttempt(Attempt attempt, Status status) {
        inFlight = false;
        Evidence evidence = attempt.evidence();
        long ended = attempt.ended().nanos();
        if (evidence != Evidence.RESET) {
            retries = 0;
        } else if (retries < MAX_RESET_RETRIES) {
            retries++;
            scheduleBy(ended + RESET_RETRY_NANOS);
        }
        if (evidence == Evidence.REFUSED && !wasRefused && status == Status.UP) {
            scheduleBy(ended + REFUSED_RETRY_NANOS);
        }
        wasRefused = evidence == Evidence.REFUSED;
        // A hint that arrived during the attempt is newer than a failure, and that of a leave also than a heartbeat.
        if (wasLeaveAnnounced ? evidence != Evidence.LEFT : wasHinted && evidence != Evidence.OK) {
            scheduleBy(lastAtNanos + MIN_GAP_NANOS);
        }
        wasHinted = false;
        wasLeaveAnnounced = false;
    }

    /** Permits a request after the next lost connection, however soon that happens. */
    void onNewIncarnation() {
        hasFollowedLoss = false;
    }

    /** Requests at once, once per interval only: some servers close after each response without announcing it. */
    void onConnectionLost(ClockReading now) {
        if (!inFlight && !hasFollowedLoss) {
            hasFollowedLoss = true;
            scheduleBy(now.nanos());
        }
    }

    /** Requests out of turn, as soon as {@link #MIN_GAP_NANOS} permits. */
    void requestSoon() {
        if (inFlight) {
            wasHinted = true;
        } else {
            scheduleBy(lastAtNanos + MIN_GAP_NANOS);
        }
    }

    /** Requests out of turn, also if an attempt in flight ends with a heartbeat that the peer sent before its leave. */
    void onLeaveAnnounced() {
        wasLeaveAnnounced = inFlight;
        requestSoon();
    }

    private void scheduleBy(long nanos) {
        if (nanos - nextAtNanos < 0) {
            nextAtNanos = nanos;
            isOutOfTurn = true;
        }
    }

    boolean isInFlight() {
        return inFlight;
    }

    boolean isDue(ClockReading now) {
        return !inFlight && now.nanos() - nextAtNanos >= 0;
    }

    /** Whether the regular request may be sent already: the last one began at least {@code minNanos} ago. */
    boolean isOpen(ClockReading now, long minNanos) {
        return !inFlight && !isOutOfTurn && now.nanos() - lastAtNanos >= minNanos;
    }

    /**
     * Records the start of an attempt. Delay from the actual start: a pause is followed by one attempt, not a burst.
     */
    void onRequest(ClockReading now, long delayNanos) {
        inFlight = true;
        hasFollowedLoss = hasFollowedLoss && isOutOfTurn;
        isOutOfTurn = false;
        lastAtNanos = now.nanos();
        nextAtNanos = now.nanos() + delayNanos;
    }

    /** By how many nanoseconds the current attempt has exceeded its deadline; not positive if it has not. */
    long overdueNanos(ClockReading now, long deadlineNanos) {
        return inFlight ? now.nanos() - lastAtNanos - deadlineNanos : 0;
    }

    /** Nanoseconds until the next request; {@link Long#MAX_VALUE} during an attempt. */
    long nanosUntilRequest(ClockReading now) {
        return inFlight ? Long.MAX_VALUE : nextAtNanos - now.nanos();
    }
}
