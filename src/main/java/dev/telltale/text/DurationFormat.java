package dev.telltale.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats durations and instants for people, with the {@link LocaleFormat} of the thread; durations always with a unit. */
public final class DurationFormat {
    private static final DateTimeFormatter FILE_STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private DurationFormat() {}

    /**
     * A duration in at most two units: {@code 0.4 s}, {@code 12 s}, {@code 2 min 14 s}, {@code 3 h 5 min}; not
     * negative.
     */
    public static String span(Duration length) {
        Duration span = length.isNegative() ? Duration.ZERO : length;
        if (span.compareTo(Duration.ofSeconds(10)) < 0) {
            // Truncated, not rounded: an age is never overstated, and 9.99 s does not become the wider 10.0 s.
            return LocaleFormat.decimal(span.toMillis() / 100, 1) + " s";
        }
        return wholeSeconds(span);
    }

    /** The same without tenths if there are none, for a duration that does not change any more: {@code 2 s}. */
    public static String exactSpan(Duration length) {
        boolean isWhole = length.toMillis() / 100 % 10 == 0;
        return isWhole ? wholeSeconds(length) : span(length);
    }

    /** The same without tenths, for counters that run on the screen: {@code 4 s}, {@code 2 min 14 s}. */
    public static String wholeSeconds(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = seconds / 60;
        return minutes < 24 * 60
                ? minutes / 60 + " h " + minutes % 60 + " min"
                : minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
    }

    public static String ago(Duration length) {
        return span(length) + " ago";
    }

    public static String roundTrip(Duration length) {
        long micros = Math.max(0, length.toNanos() / 1000);
        if (micros < 100) {
            return "< " + LocaleFormat.decimal(1, 1) + " ms";
        }
        if (micros < 10_000) {
            return LocaleFormat.decimal(micros / 100, 1) + " ms";
        }
        return micros < 1_000_000 ? micros / 1000 + " ms" : span(length);
    }

    /** An exact duration, as in a configuration: {@code 200 ms}, {@code 2 s}, {@code 1.5 s}, {@code 2 min}, {@code 1 h}. */
    public static String setting(Duration length) {
        long millis = length.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        long units = millis;
        int decimals = 3;
        while (decimals > 0 && units % 10 == 0) {
            units /= 10;
            decimals--;
        }
        return LocaleFormat.decimal(units, decimals) + " s";
    }

    /** A range of exact durations, with one unit if both have the same: {@code 1 to 1.2 s}; one duration if equal. */
    public static String range(Duration min, Duration max) {
        String least = min.isZero() ? "0" : setting(min);
        String most = setting(max);
        String unit = most.substring(most.indexOf(' '));
        boolean isSameUnit = least.endsWith(unit);
        return min.equals(max)
                ? most
                : (isSameUnit ? least.substring(0, least.length() - unit.length()) : least) + " to " + most;
    }

    /** A measured duration: {@code 0 ms}, {@code 12 ms}, {@code 1.21 s}, {@code 2 min 14 s}; truncated, not rounded. */
    public static String measured(Duration length) {
        long millis = Math.max(0, length.toMillis());
        if (millis < 1) {
            return length.isNegative() || length.isZero() ? "0 ms" : "< 1 ms";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis < 60_000 ? LocaleFormat.decimal(millis / 10, 2) + " s" : wholeSeconds(length);
    }

    /** Milliseconds with one decimal and without a unit, for a table column: {@code 12.3}; truncated, not rounded. */
    public static String millis(Duration length) {
        return LocaleFormat.decimal(length.toNanos() / 100_000, 1);
    }

    /** One unit, for a narrow column: {@code 0.4 s}, {@code 12.0 s}, {@code 59 min}, {@code 2 h}; not negative. */
    public static String narrow(Duration length) {
        long millis = Math.max(0, length.toMillis());
        if (millis < 60_000) {
            return LocaleFormat.decimal(millis / 100, 1) + " s";
        }
        return millis < 3_600_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
    }

    /** Time of day in this zone, with milliseconds. */
    public static String clock(Instant instant, ZoneId zone) {
        return LocaleFormat.clock(instant, zone, LocaleFormat.Precision.MILLIS);
    }

    /** The same, after the date if that is another one than that of {@code now}. */
    public static String dated(Instant instant, Instant now, ZoneId zone) {
        boolean isSameDay =
                instant.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (isSameDay ? "" : LocaleFormat.date(instant, zone) + ' ') + clock(instant, zone);
    }

    /** Date, time of day and zone offset, for tooltips. */
    public static String full(Instant instant, ZoneId zone) {
        return LocaleFormat.full(instant, zone);
    }

    /** Local date and time for a file name; sorts by time, and has no character that a system forbids. */
    public static String fileStamp(Instant instant, ZoneId zone) {
        return FILE_STAMP.format(instant.atZone(zone));
    }
}
