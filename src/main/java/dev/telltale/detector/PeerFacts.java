package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one observer knows of one peer. Facts only: the status is derived from them, so it can never disagree with them.
 *
 * @param silentSince from when silence counts: the last heartbeat, or the start of the watch, or the observer's own
 *     awakening after it was paused
 * @param heard the last heartbeat; null if there was none
 * @param roundTrip of the last heartbeat
 * @param incarnation of the last heartbeat; null for a peer that does not tell
 * @param condemned whether definite evidence came in since the last heartbeat
 * @param missed attempts without a heartbeat since the last one
 * @param last the newest attempt; null before the first has ended
 */
public record PeerFacts(
        Moment silentSince,
        @Nullable Moment heard,
        @Nullable Duration roundTrip,
        @Nullable Long incarnation,
        boolean condemned,
        int missed,
        @Nullable Attempt last) {

    public static PeerFacts watchedFrom(Moment start) {
        return new PeerFacts(start, null, null, null, false, 0, null);
    }

    public PeerFacts after(Attempt attempt) {
        if (attempt.evidence() == Evidence.OK) {
            Moment end = attempt.ended();
            return new PeerFacts(end, end, attempt.took(), attempt.incarnation(), false, 0, attempt);
        }
        return new PeerFacts(
                silentSince,
                heard,
                roundTrip,
                incarnation,
                condemned || isDefinite(attempt.evidence()),
                missed + 1,
                attempt);
    }

    /** The observer itself slept until now: nobody is to blame for the silence before. */
    public PeerFacts excusedUntil(Moment now) {
        return new PeerFacts(now, heard, roundTrip, incarnation, condemned, missed, last);
    }

    public Status statusAt(long nowNanos, HeartbeatSettings settings) {
        if (nanosUntilDown(nowNanos, settings) <= 0) {
            return Status.DOWN;
        }
        if (heard == null) {
            // A peer that is not there yet is no failure: start-up has one timeout of grace.
            return Status.UNKNOWN;
        }
        if (condemned) {
            return Status.DOWN;
        }
        return missed == 0 ? Status.UP : Status.SUSPECT;
    }

    /** Nanoseconds until silence alone means down; zero or negative when it already does. */
    public long nanosUntilDown(long nowNanos, HeartbeatSettings settings) {
        // Subtract, then compare: the monotonic clock may wrap.
        return settings.timeout().toNanos() - (nowNanos - silentSince.nanos());
    }

    /** Whether the evidence proves that the process is gone, so that there is nothing to wait for. */
    private static boolean isDefinite(Evidence evidence) {
        return switch (evidence) {
            case REFUSED, LEFT -> true;
            case OK, RESET, TIMEOUT, BAD_STATUS, BAD_BODY, WRONG_NODE -> false;
        };
    }
}
