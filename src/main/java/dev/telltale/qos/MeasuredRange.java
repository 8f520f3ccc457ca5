package dev.telltale.qos;

import java.time.Duration;
import java.util.Locale;

/** Formats measured durations. Truncates and never rounds, so that every place prints the same figure. */
public final class MeasuredRange {
    private static final long MICROS_PER_TENTH = 100;

    private MeasuredRange() {}

    /** For people, with a unit: {@code 0 ms}, {@code 12 ms}, {@code 1.21 s}, {@code 2 min 14 s}. */
    public static String text(Duration length) {
        long millis = Math.max(0, length.toMillis());
        if (millis < 1) {
            return length.isNegative() || length.isZero() ? "0 ms" : "< 1 ms";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        return seconds < 60
                ? String.format(Locale.ROOT, "%d.%02d s", seconds, millis / 10 % 100)
                : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Milliseconds with one decimal, for a table column: {@code 12.3}. */
    public static String millis(Duration length) {
        long tenths = micros(length) / MICROS_PER_TENTH;
        return tenths / 10 + "." + tenths % 10;
    }

    /** Whole microseconds, for a file. */
    public static long micros(Duration length) {
        return length.toNanos() / 1_000;
    }
}
