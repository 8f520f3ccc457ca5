package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One observer's report on one subject: the content of a matrix cell.
 *
 * @param url the URL at which the observer polls the subject
 * @param incarnation incarnation in the last heartbeat; null if there was none
 * @param verdicts the verdict of each detector; that of the deciding one is the status. Empty for a node that runs
 *     only one detector
 */
public record PeerReport(
        NodeId id,
        String url,
        @Nullable Long incarnation,
        Current current,
        Attempts attempts,
        Returns returns,
        List<DetectorVerdict> verdicts) {
    public PeerReport {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * The present status.
     *
     * @param since when the status last changed
     * @param evidence the evidence that caused the status: a peer that left stays {@code left} although its port
     *     refuses connections later. While the status is unknown, the evidence of the last attempt
     */
    public record Current(
            Status status,
            @Nullable Instant since,
            @Nullable Evidence evidence) {}

    /**
     * The requests for heartbeats.
     *
     * @param lastHeartbeat when the subject last answered; null if never
     * @param lastCheck when the last attempt ended; null if there was none
     * @param roundTrip round-trip time of the last heartbeat
     * @param missed failed attempts since the last heartbeat
     * @param error description of the last failure; null if the last attempt succeeded
     * @param lastEvidence how the last attempt ended, even if that changed no status; null if there was none, or the
     *     node does not report it
     */
    public record Attempts(
            @Nullable Instant lastHeartbeat,
            @Nullable Instant lastCheck,
            @Nullable Duration roundTrip,
            int missed,
            @Nullable String error,
            @Nullable Evidence lastEvidence) {}

    /**
     * How often the subject went away and came back, since the observer started.
     *
     * @param flaps how often the same incarnation went down and came back within the flap window
     * @param restarts how often a new incarnation was seen
     * @param silence the last silence longer than one attempt that has ended; null if there was none in this
     *     incarnation
     */
    public record Returns(int flaps, int restarts, @Nullable Silence silence) {
        public static final Returns NONE = new Returns(0, 0, null);
    }

    public Status status() {
        return current.status();
    }

    public @Nullable Instant since() {
        return current.since();
    }

    public @Nullable Evidence evidence() {
        return current.evidence();
    }

    boolean hasSameStatus(PeerReport other) {
        return id.equals(other.id) && status() == other.status() && evidence() == other.evidence();
    }

    PeerReport earlierBy(Duration time) {
        return new PeerReport(
                id,
                url,
                incarnation,
                new Current(status(), earlier(since(), time), evidence()),
                new Attempts(
                        earlier(attempts.lastHeartbeat, time),
                        earlier(attempts.lastCheck, time),
                        attempts.roundTrip,
                        attempts.missed,
                        attempts.error,
                        attempts.lastEvidence),
                returns,
                verdicts.stream().map(verdict -> verdict.earlierBy(time)).toList());
    }

    static @Nullable Instant earlier(@Nullable Instant instant, Duration time) {
        return instant == null ? null : instant.minus(time);
    }

    /** The same report with these verdicts. */
    public PeerReport withVerdicts(List<DetectorVerdict> others) {
        return new PeerReport(id, url, incarnation, current, attempts, returns, others);
    }

    /**
     * The report with this detector's verdict as the status: its status, since and evidence. All else stays as the
     * observer reports it; {@code flaps} counts those of the observer's own detector. The same report if it has no such
     * verdict.
     */
    PeerReport withStatusOf(DetectorKind detector) {
        DetectorVerdict verdict = verdict(detector);
        if (verdict == null) {
            return this;
        }
        Evidence evidence = verdict.status() == Status.UNKNOWN ? attempts.lastEvidence : verdict.evidence();
        var seen = new Current(verdict.status(), verdict.since(), evidence);
        return new PeerReport(id, url, incarnation, seen, attempts, returns, verdicts);
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
