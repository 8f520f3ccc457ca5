package dev.telltale.qos;

import java.time.Duration;

/**
 * How soon a failure is noticed by design.
 *
 * @param least from the failure on, zero or more
 * @param most from the failure on, not less than least
 */
public record DetectionBound(Duration least, Duration most) {
    public DetectionBound {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("a band runs from zero or more upwards, found " + least + " to " + most);
        }
    }
}
