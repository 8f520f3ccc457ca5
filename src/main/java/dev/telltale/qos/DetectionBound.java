package dev.telltale.qos;

import java.time.Duration;

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
}
