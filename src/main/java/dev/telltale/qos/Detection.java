package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one lane noticed one outage.
 *
 * @param detectionTime Chen's T_D, from the failure to the last change to down, which held to the end of what was
 *     watched; zero if the lane was down already; null if it was not down at that end
 * @param watched from the failure to the end of the outage, of the window or of the observer, whichever came first
 */
public record Detection(
        DetectorKey lane, Outage outage, @Nullable Duration detectionTime, Duration watched) {

    /** From the failure until it was noticed, the one way to measure it: zero if it was held down already. */
    public static Duration time(Instant failure, Instant noticed) {
        return noticed.isBefore(failure) ? Duration.ZERO : Duration.between(failure, noticed);
    }

    /** The tolerance is for what the clocks and the scheduling of a real machine add to the band. */
    public DetectionResult judgement(DetectionBound band, Duration tolerance) {
        Duration latest = band.most().plus(tolerance);
        if (detectionTime != null) {
            return detectionTime.compareTo(latest) <= 0 ? DetectionResult.RIGHT : DetectionResult.LATE;
        }
        return watched.compareTo(latest) > 0 ? DetectionResult.MISSED : DetectionResult.TOO_SHORT;
    }

    /** Whether it was noticed before the band says that it can be: by chance, or by a mistake that came true. */
    public boolean isEarly(DetectionBound band) {
        return detectionTime != null && detectionTime.compareTo(band.least()) < 0;
    }
}
