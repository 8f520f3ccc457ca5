package dev.telltale.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis.
 *
 * @param min the value at its start, more than zero
 * @param max the value at its end, more than {@code min}
 */
public record LogAxis(double min, double max) {
    private static final double[] IN_DECADE = {1, 2, 5};
    /** With more decades, only powers of ten are ticks. */
    private static final double MAX_DECADES_OF_FINE_TICKS = 2.5;

    public LogAxis {
        if (!(min > 0 && max > min && max < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("an axis needs 0 < min < max, found " + min + " and " + max);
        }
    }

    /** The shortest axis from tick to tick that has all values, which are more than zero; from 1 to 10 for none. */
    public static LogAxis around(List<Double> values) {
        double least = values.stream().mapToDouble(value -> value).min().orElse(1);
        double most = values.stream().mapToDouble(value -> value).max().orElse(10);
        double from = tickAtMost(least);
        double until = tickAtMost(most);
        return new LogAxis(from, until < most || until <= from ? next(until) : until);
    }

    /** 0 at the start, 1 at the end; outside of the axis it is less or more. */
    public double share(double value) {
        return Math.log(value / min) / Math.log(max / min);
    }

    /** The value at this share; the inverse of {@link #share}. */
    public double at(double share) {
        return min * Math.pow(max / min, share);
    }

    /** Round values on the axis, in order: 1, 2 and 5 times powers of ten, or powers of ten on a long axis. */
    public List<Double> ticks() {
        boolean isFine = Math.log10(max / min) <= MAX_DECADES_OF_FINE_TICKS;
        List<Double> ticks = new ArrayList<>();
        double last = max * (1 + 1e-9);
        for (double tick = tickAtMost(min); tick <= last; tick = next(tick)) {
            boolean isDecade = Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) < 1e-9;
            if (tick >= min * (1 - 1e-9) && (isFine || isDecade)) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private static double tickAtMost(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        double tick = decade;
        for (double factor : IN_DECADE) {
            if (decade * factor <= value * (1 + 1e-9)) {
                tick = decade * factor;
            }
        }
        return tick;
    }

    private static double next(double tick) {
        double decade = Math.pow(10, Math.floor(Math.log10(tick) + 1e-9));
        for (double factor : IN_DECADE) {
            if (decade * factor > tick * (1 + 1e-9)) {
                return decade * factor;
            }
        }
        return 10 * decade;
    }
}
