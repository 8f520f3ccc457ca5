package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Moment;
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
 */
public record PeerFacts(
        @Nullable Moment heard,
        @Nullable Duration roundTrip,
        @Nullable Long incarnation,
        int missed,
        @Nullable Attempt last) {
    public static final PeerFacts NONE = new PeerFacts(null, null, null, 0, null);

    public PeerFacts after(Attempt attempt) {
        return attempt.evidence() == Evidence.OK
                ? new PeerFacts(attempt.ended(), attempt.took(), attempt.incarnation(), 0, attempt)
                : new PeerFacts(heard, roundTrip, incarnation, missed + 1, attempt);
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
