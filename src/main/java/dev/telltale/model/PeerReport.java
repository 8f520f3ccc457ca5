package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One observer's report on one subject: the content of a matrix cell.
 *
 * @param url the URL at which the observer polls the subject
 * @param lastHeartbeat when the subject last answered; null if never
 * @param lastCheck when the last attempt ended; null if there was none
 * @param since when the status last changed
 * @param incarnation incarnation in the last heartbeat
 * @param evidence the evidence that caused the status: a peer that left stays {@code left} although its port refuses
 *     connections later. While the status is unknown, the evidence of the last attempt
 * @param roundTrip round-trip time of the last heartbeat
 * @param missed failed attempts since the last heartbeat
 * @param error description of the last failure; null if the last attempt succeeded
 * @param lastEvidence how the last attempt ended, even if that changed no status; null if there was none, or the node
 *     does not report it
 * @param flaps how often the same incarnation went down and came back within the flap window, since the observer
 *     started
 * @param restarts how often a new incarnation was seen, since the observer started
 * @param silence the last silence longer than one attempt that has ended; null if there was none in this incarnation
 * @param verdicts the verdict of each detector; that of the deciding one is the status. Empty for a node that runs
 *     only one detector
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

    /** A report of a node that runs only one detector, such as a node of the original demo. */
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

    /**
     * The report with this detector's verdict as the status: its status, since and evidence. All else stays as the
     * observer reports it; {@code flaps} counts those of the observer's own detector. The same report if it has no such
     * verdict.
     */
    PeerReport withStatusOf(DetectorKind detector) {
        DetectorVerdict verdict = verdict(detector);
        return verdict == null
                ? this
                : new PeerReport(
                        id,
                        url,
                        verdict.status(),
                        lastHeartbeat,
                        lastCheck,
                        verdict.since(),
                        incarnation,
                        verdict.status() == Status.UNKNOWN ? lastEvidence : verdict.evidence(),
                        roundTrip,
                        missed,
                        error,
                        lastEvidence,
                        flaps,
                        restarts,
                        silence,
                        verdicts);
    }

    /** The verdict of this detector, or null if the observer does not run it. */
    public @Nullable DetectorVerdict verdict(DetectorKind detector) {
        for (DetectorVerdict verdict : verdicts) {
            if (verdict.detector() == detector) {
                return verdict;
            }
        }
        return null;
    }
}
