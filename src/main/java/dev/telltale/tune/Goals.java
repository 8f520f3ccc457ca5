package dev.telltale.tune;

import dev.telltale.text.Durations;
import java.time.Duration;

/**
 * What a setting must achieve.
 *
 * @param detectWithin 99 of 100 failures are detected in this time, more than zero
 * @param mistakes at most so many, for each link
 */
public record Goals(Duration detectWithin, Rate mistakes) {
    public Goals {
        if (detectWithin.isNegative() || detectWithin.isZero()) {
            throw new IllegalArgumentException(
                    "a failure is detected in more than 0 ms, found " + detectWithin.toMillis() + " ms");
        }
    }

    /**
     * Parses the goals as a command has them: {@code 3s} and {@code 1/month}.
     *
     * @throws IllegalArgumentException with a message for the user that names the option
     */
    public static Goals parse(String detectWithin, String mistakes) {
        return new Goals(parseTime(detectWithin), parseRate(mistakes));
    }

    private static Duration parseTime(String text) {
        try {
            Duration time = Durations.parse(text);
            if (time.isZero()) {
                throw new IllegalArgumentException("the time is more than zero, found " + text);
            }
            return time;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--detect-within: " + e.getMessage(), e);
        }
    }

    private static Rate parseRate(String text) {
        try {
            return Rate.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--mistakes: " + e.getMessage(), e);
        }
    }
}
