package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Silence;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one observer knows of one peer, before anybody judges it.
 *
 * @param heard the last heartbeat; null if there was none
 * @param roundTrip of the last heartbeat
 * @param incarnation of the last heartbeat; null for a peer that does not tell
 * @param missed attempts without a heartbeat since the last one
 * @param last the newest attempt; null before the first has ended
 * @param starved how long the peer got no processor time, as its last heartbeat said; 0 if it never said
 */
public record PeerObservations(
        @Nullable ClockReading heard,
        @Nullable Duration roundTrip,
        @Nullable Long incarnation,
        int missed,
        @Nullable Attempt last,
        Duration starved) {
    public static final PeerObservations NONE = new PeerObservations(null, null, null, 0, null, Duration.ZERO);

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
     * The silence that this heartbeat ends; null if it is none, ends no more than the ordinary time between two heartbeats, or
     * is the first of a later incarnation.
     *
     * @param start when the observer began to ask: the silence of a peer that was never heard
     * @param observerLate how long the observer itself got no processor time since the last heartbeat
     */
    public @Nullable Silence ended(Attempt heartbeat, ClockReading start, long intervalNanos, Duration observerLate) {
        if (heartbeat.evidence() != Evidence.OK || isRestart(heartbeat)) {
            return null;
        }
        Duration length = heartbeat.ended().since(heard == null ? start : heard).minus(observerLate);
        boolean isLong = missed > 0 || length.toNanos() > intervalNanos + intervalNanos / 2;
        return isLong && !length.isNegative() && !length.isZero()
                ? new Silence(length, starved(heartbeat).minus(starved))
                : null;
    }

    /** Whether this answer comes from another life of the peer than the one that was heard last. */
    public boolean isRestart(Attempt answer) {
        return order(answer) != 0;
    }

    /** Whether this answer comes from an earlier life. */
    public boolean isStale(Attempt answer) {
        return order(answer) < 0;
    }

    /** A failed attempt, or a peer that does not tell its incarnation, is of the same life as far as anybody knows. */
    private int order(Attempt answer) {
        Long answering = answer.incarnation();
        Long known = incarnation;
        if (answer.evidence() != Evidence.OK || answering == null || known == null) {
            return 0;
        }
        return Long.compare(answering, known);
    }
}
