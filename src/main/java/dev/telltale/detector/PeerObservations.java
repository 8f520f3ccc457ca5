package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Silence;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one observer has measured of one peer: the facts that all detectors share.
 *
 * @param heard when the last heartbeat arrived; null if there was none
 * @param roundTrip of the last heartbeat
 * @param incarnation of the last heartbeat; null if the peer does not send it
 * @param missed number of failed attempts since the last heartbeat
 * @param last the newest attempt; null before the first has ended
 * @param starved how long the peer has got no processor time since its start, from its last heartbeat; 0 if unknown
 */
public record PeerObservations(
        @Nullable ClockReading heard,
        @Nullable Duration roundTrip,
        @Nullable Long incarnation,
        int missed,
        @Nullable Attempt last,
        Duration starved) {
    public static final PeerObservations NONE = new PeerObservations(null, null, null, 0, null, Duration.ZERO);

    /** These observations with the result of one more attempt. */
    public PeerObservations after(Attempt attempt) {
        return attempt.evidence() == Evidence.OK
                ? new PeerObservations(
                        attempt.ended(), attempt.took(), attempt.incarnation(), 0, attempt, starved(attempt))
                : new PeerObservations(heard, roundTrip, incarnation, missed + 1, attempt, starved);
    }

    private static Duration starved(Attempt attempt) {
        return attempt.starved() == null ? Duration.ZERO : attempt.starved();
    }

    /**
     * The silence that this attempt ends. Null if the attempt brought no heartbeat, if the gap was an ordinary interval
     * (up to 1.5 intervals, no attempt missed), or if another incarnation responded.
     *
     * @param start when the observer sent its first request: the start of the silence of a peer that was never heard
     * @param observerLate how long the observer itself got no processor time since the last heartbeat
     */
    public @Nullable Silence endedSilence(
            Attempt heartbeat, ClockReading start, long intervalNanos, Duration observerLate) {
        if (heartbeat.evidence() != Evidence.OK || isRestart(heartbeat)) {
            return null;
        }
        Duration length = heartbeat.ended().since(heard == null ? start : heard).minus(observerLate);
        boolean isLong = missed > 0 || length.toNanos() > intervalNanos + intervalNanos / 2;
        return isLong && !length.isNegative() && !length.isZero()
                ? new Silence(length, starved(heartbeat).minus(starved))
                : null;
    }

    /** Whether this attempt reached another incarnation of the peer than the last heartbeat. */
    public boolean isRestart(Attempt attempt) {
        return order(attempt) != 0;
    }

    /** Whether this attempt reached an earlier incarnation. */
    public boolean isStale(Attempt attempt) {
        return order(attempt) < 0;
    }

    /** Compares the incarnations; 0 if one of them is unknown, as after a failed attempt. */
    private int order(Attempt attempt) {
        Long reached = attempt.incarnation();
        Long known = incarnation;
        if (attempt.evidence() != Evidence.OK || reached == null || known == null) {
            return 0;
        }
        return Long.compare(reached, known);
    }
}
