package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when one lane detected one outage.
 *
 * @param detectionTime Chen's T_D: from the start of the outage to the last change to down that lasted to the end of
 *     {@code watched}; zero if the lane was down already; null if it was not down at that end
 * @param watched from the start of the outage to its end, the window's end or the observer's failure, whichever is
 *     first
 */
public record Detection(
        DetectorKey lane, Outage outage, @Nullable Duration detectionTime, Duration watched) {

    /** From the failure to its detection; zero if the subject was down already. */
    public static Duration time(Instant failure, Instant noticed) {
        return noticed.isBefore(failure) ? Duration.ZERO : Duration.between(failure, noticed);
    }

    /**
     * Compares the detection time with the bound.
     *
     * @param tolerance added to the upper bound, for clock error and scheduling delay of a real machine
     */
    public DetectionResult result(DetectionBound bound, Duration tolerance) {
        Duration latest = bound.max().plus(tolerance);
        if (detectionTime != null) {
            return detectionTime.compareTo(latest) <= 0 ? DetectionResult.RIGHT : DetectionResult.LATE;
        }
        return watched.compareTo(latest) > 0 ? DetectionResult.MISSED : DetectionResult.TOO_SHORT;
    }

    /** Whether it was detected before the lower bound: by chance, or because of an earlier mistake. */
    public boolean isEarly(DetectionBound bound) {
        return detectionTime != null && detectionTime.compareTo(bound.min()) < 0;
    }
}
