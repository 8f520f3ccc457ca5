package dev.telltale.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses and formats durations in config files and on the command line: {@code 200ms}, {@code 2s}, {@code 1.5s},
 * {@code 1m}, {@code 30d}.
 */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)");
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private Durations() {}

    /**
     * Parses a duration, rounded to whole milliseconds.
     *
     * @throws IllegalArgumentException with a message for the user if it is not one
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a duration is a number and a unit, for example 200ms, 2s or 1m, found " + SafeText.of(text));
        }
        double number = Double.parseDouble(form.group(1));
        double millis = switch (form.group(2)) {
            case "ms" -> number;
            case "s" -> number * MILLIS_PER_SECOND;
            case "m" -> number * MILLIS_PER_MINUTE;
            case "h" -> number * MILLIS_PER_HOUR;
            default -> number * MILLIS_PER_DAY;
        };
        return Duration.ofMillis(Math.round(millis));
    }

    /**
     * The shortest form that {@link #parse} accepts: {@code 2s}, {@code 1500ms}. Fractions of a millisecond are
     * dropped.
     */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis != 0 && millis % (long) MILLIS_PER_HOUR == 0) {
            return duration.toHours() + "h";
        }
        if (millis != 0 && millis % (long) MILLIS_PER_MINUTE == 0) {
            return duration.toMinutes() + "m";
        }
        return millis != 0 && millis % (long) MILLIS_PER_SECOND == 0 ? duration.toSeconds() + "s" : millis + "ms";
    }
}
