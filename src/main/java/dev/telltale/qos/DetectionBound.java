package dev.telltale.qos;

import dev.telltale.groundtruth.Failure;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Predicted range of the detection time, both ends from the failure on.
 *
 * @param min zero or more
 * @param max not less than {@code min}
 */
public record DetectionBound(Duration min, Duration max) {
    public DetectionBound {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("a detection bound needs 0 <= min <= max, found " + min + " to " + max);
        }
    }

    /** The bound; empty for a detector whose detection time does not follow from these settings alone. */
    public static Optional<DetectionBound> predicted(
            DetectorKind detector, Failure failure, HeartbeatSettings settings) {
        return switch (detector) {
            case TIMEOUT -> Optional.of(silence(settings));
            case EVIDENCE -> Optional.of(failure.isSilence() ? silence(settings) : refusal(settings));
            case PHI, SWIM -> Optional.empty();
        };
    }

    /** The silence is measured from the last heartbeat, which came up to one interval before the failure. */
    private static DetectionBound silence(HeartbeatSettings settings) {
        return new DetectionBound(settings.timeout().minus(settings.interval()), settings.timeout());
    }

    /** A lost connection or a leave notice triggers an attempt at once, which ends by its deadline. */
    private static DetectionBound refusal(HeartbeatSettings settings) {
        return new DetectionBound(Duration.ZERO, settings.deadline());
    }
}
