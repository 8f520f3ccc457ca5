package dev.telltale.qos;

import dev.telltale.groundtruth.Failure;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import java.util.Optional;

/** What the settings promise. */
public final class DetectionBounds {
    private DetectionBounds() {}

    /** Empty for a detector whose detection time does not follow from these settings alone. */
    public static Optional<DetectionBound> predicted(
            DetectorKind detector, Failure failure, HeartbeatSettings settings) {
        return switch (detector) {
            case TIMEOUT -> Optional.of(silence(settings));
            case EVIDENCE -> Optional.of(failure.isSilence() ? silence(settings) : refusal(settings));
            case PHI, SWIM -> Optional.empty();
        };
    }

    /** The last heartbeat came up to one interval before the failure, and silence counts from there. */
    private static DetectionBound silence(HeartbeatSettings settings) {
        return new DetectionBound(settings.timeout().minus(settings.interval()), settings.timeout());
    }

    /** The lost connection or the goodbye leads to an attempt at once, and that ends by its deadline. */
    private static DetectionBound refusal(HeartbeatSettings settings) {
        return new DetectionBound(Duration.ZERO, settings.deadline());
    }
}
