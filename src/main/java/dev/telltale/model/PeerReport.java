package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one observer says of one subject: a cell of the matrix.
 *
 * @param url where the observer asks the subject
 * @param lastHeartbeat when it last answered; null if never
 * @param lastCheck when it was last asked and the attempt had ended; null if never
 * @param since when the status became what it is
 * @param incarnation of the last heartbeat
 * @param evidence what made the status: a peer that left stays down because it left, though its port refuses now; of
 *     the last attempt while the status is unknown
 * @param roundTrip of the last heartbeat
 * @param missed attempts without a heartbeat since the last one
 * @param error the last failure in words; null if the last attempt was answered
 * @param lastEvidence how the last attempt ended, also where that changed no status; null if there was none, or the node does
 *     not say
 * @param flaps how often the same incarnation went down and came back within the flap window, as long as this observer
 *     lives
 * @param restarts how often a new incarnation was heard, as long as this observer lives
 * @param silence the last one that outlasted an attempt and ended; null if there was none in this incarnation
 * @param verdicts what each detector holds, the deciding one's being the status; empty for a node that runs only one
 */
public record PeerReport(
        NodeId id,
        String url,
        Status status,
        @Nullable Instant lastHeartbeat,
        @Nullable Instant lastCheck,
        @Nullable Instant since,
        @Nullable Long incarnation,
        @Nullable Evidence evidence,
        @Nullable Duration roundTrip,
        int missed,
        @Nullable String error,
        @Nullable Evidence lastEvidence,
        int flaps,
        int restarts,
        @Nullable Silence silence,
        List<DetectorVerdict> verdicts) {
    public PeerReport {
        verdicts = List.copyOf(verdicts);
    }

    /** Of a node that judges in one way only, as that of the original demo. */
    public PeerReport(
            NodeId id,
            String url,
            Status status,
            @Nullable Instant lastHeartbeat,
            @Nullable Instant lastCheck,
            @Nullable Instant since,
            @Nullable Long incarnation,
            @Nullable Evidence evidence,
            @Nullable Duration roundTrip,
            int missed,
            @Nullable String error) {
        this(
                id,
                url,
                status,
                lastHeartbeat,
                lastCheck,
                since,
                incarnation,
                evidence,
                roundTrip,
                missed,
                error,
                null,
                0,
                0,
                null,
                List.of());
    }

    PeerReport earlierBy(Duration time) {
        return new PeerReport(
                id,
                url,
                status,
                earlier(lastHeartbeat, time),
                earlier(lastCheck, time),
                earlier(since, time),
                incarnation,
                evidence,
                roundTrip,
                missed,
                error,
                lastEvidence,
                flaps,
                restarts,
                silence,
                verdicts.stream().map(verdict -> verdict.earlierBy(time)).toList());
    }

    static @Nullable Instant earlier(@Nullable Instant instant, Duration time) {
        return instant == null ? null : instant.minus(time);
    }

    /** What this detector holds, or null if the observer does not run it. */
    public @Nullable DetectorVerdict verdict(DetectorKind detector) {
        for (DetectorVerdict verdict : verdicts) {
            if (verdict.detector() == detector) {
                return verdict;
            }
        }
        return null;
    }
}
