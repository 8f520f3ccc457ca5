package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.util.concurrent.TimeUnit;

/** When to ask one peer next: every interval, and out of turn where there is a reason, with a limit on each reason. */
final class HeartbeatSchedule {
    /** A dying process closes its connections before its port, so a reset is asked about again this soon. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int MAX_RETRIES = 20;
    /** One refusal alone may be a full queue; the second is asked for this soon. */
    private static final long SECOND_OPINION_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** However often strangers give reasons, a peer is asked with pauses. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private boolean asking;
    private long askAtNanos;
    private long askedAtNanos;
    private int retries;
    private boolean wasRefused;
    private boolean wantsAgain;
    private boolean hasFollowedUp;
    private boolean isExtra;

    HeartbeatSchedule(ClockReading start) {
        askAtNanos = start.nanos();
        askedAtNanos = start.nanos() - PAUSE_NANOS;
    }

    /** An attempt ended, at a peer of which this is believed. */
    void ended(Attempt attempt, Status told) {
        asking = false;
        Evidence evidence = attempt.evidence();
        long ended = attempt.ended().nanos();
        if (evidence != Evidence.RESET) {
            retries = 0;
        } else if (retries < MAX_RETRIES) {
            retries++;
            askBy(ended + RETRY_NANOS);
        }
        if (evidence == Evidence.REFUSED && !wasRefused && told == Status.UP) {
            askBy(ended + SECOND_OPINION_NANOS);
        }
        wasRefused = evidence == Evidence.REFUSED;
        if (wantsAgain && evidence != Evidence.OK) {
            // The reason came while it was asked: the attempt that failed is older news.
            askBy(askedAtNanos + PAUSE_NANOS);
        }
        wantsAgain = false;
    }

    /** The peer is there again: its next broken connection is news, however soon it comes. */
    void isBack() {
        hasFollowedUp = false;
    }

    /** Once per beat, for there are servers that close after every answer without saying so. */
    void lost(ClockReading now) {
        if (!asking && !hasFollowedUp) {
            hasFollowedUp = true;
            askBy(now.nanos());
        }
    }

    /** There is a reason to ask out of turn. */
    void askSoon() {
        if (asking) {
            wantsAgain = true;
        } else {
            askBy(askedAtNanos + PAUSE_NANOS);
        }
    }

    private void askBy(long nanos) {
        if (nanos - askAtNanos < 0) {
            askAtNanos = nanos;
            isExtra = true;
        }
    }

    boolean isAsking() {
        return asking;
    }

    boolean isDue(ClockReading now) {
        return !asking && now.nanos() - askAtNanos >= 0;
    }

    /** Fixed delay from the actual start, so that a pause is followed by one attempt and not by a burst. */
    void asked(ClockReading now, long delayNanos) {
        asking = true;
        hasFollowedUp = hasFollowedUp && isExtra;
        isExtra = false;
        askedAtNanos = now.nanos();
        askAtNanos = now.nanos() + delayNanos;
    }

    /** How long the end of the attempt under way is overdue; not positive if it is not. */
    long overdueNanos(ClockReading now, long deadlineNanos) {
        return asking ? now.nanos() - askedAtNanos - deadlineNanos : 0;
    }

    /** Nanoseconds until the peer is to be asked; a very long time while an attempt is under way. */
    long nanosUntilAsk(ClockReading now) {
        return asking ? Long.MAX_VALUE : askAtNanos - now.nanos();
    }
}
