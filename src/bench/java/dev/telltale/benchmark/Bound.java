package dev.telltale.benchmark;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a figure.
 *
 * @param share the percentile that is compared: 0.5 for the median
 * @param isRatio whether the limit is a multiple of the floor's median
 */
record Bound(double share, boolean isRatio, boolean isAtLeast, double limit) {
    private static final double MEDIAN = 0.5;

    static Bound timesFloor(double limit) {
        return new Bound(MEDIAN, true, false, limit);
    }

    static Bound timesFloor(double limit, double share) {
        return new Bound(share, true, false, limit);
    }

    static Bound atLeastTimesFloor(double limit) {
        return new Bound(MEDIAN, true, true, limit);
    }

    static Bound median(double limit) {
        return new Bound(MEDIAN, false, false, limit);
    }

    static Bound most(double limit) {
        return new Bound(1, false, false, limit);
    }

    boolean holds(Samples samples, @Nullable Samples floor) {
        double value = samples.percentile(share);
        if (isRatio) {
            if (floor == null) {
                throw new IllegalArgumentException(samples.name() + " has no floor");
            }
            value /= floor.percentile(MEDIAN);
        }
        return isAtLeast ? value >= limit : value <= limit;
    }

    String text() {
        return (isAtLeast ? ">= " : "<= ") + String.format(Locale.ROOT, isRatio ? "%.2f x" : "%.0f", limit);
    }
}
