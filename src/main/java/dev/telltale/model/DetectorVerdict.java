package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of one detector of one observer on one subject, at the time of the report that contains it.
 *
 * @param since when the status last changed; null if the detector has not judged yet
 * @param evidence the evidence that caused the status; null if only silence did
 * @param level for {@link DetectorKind#PHI} only: phi, -log10 of the probability that a heartbeat still arrives
 * @param next the status after further silence; null if time alone changes nothing
 * @param nextIn time from the report until {@code next} applies; null exactly if {@code next} is
 * @param confirmedBy for {@link DetectorKind#SWIM} only: the other observers that failed to reach the subject
 */
public record DetectorVerdict(
        DetectorKind detector,
        Status status,
        @Nullable Instant since,
        @Nullable Evidence evidence,
        @Nullable Double level,
        @Nullable Status next,
        @Nullable Duration nextIn,
        List<NodeId> confirmedBy) {
    public DetectorVerdict {
        confirmedBy = List.copyOf(confirmedBy);
        if ((next == null) != (nextIn == null)) {
            throw new IllegalArgumentException("next and nextIn must both be set or both be null");
        }
    }

    DetectorVerdict earlierBy(Duration time) {
        return new DetectorVerdict(
                detector, status, PeerReport.earlier(since, time), evidence, level, next, nextIn, confirmedBy);
    }
}
