package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations and counts as JSON numbers: milliseconds with two decimals, and whole numbers from 0. */
final class Numbers {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MAX_MILLIS = 366 * 86_400_000.0;

    private Numbers() {}

    static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e4) / 1e2;
    }

    static @Nullable Duration duration(String name, JsonParser json) throws IOException, WireException {
        Double millis = Json.number(name, json);
        if (millis == null) {
            return null;
        }
        if (!(millis >= 0 && millis <= MAX_MILLIS)) {
            throw new WireException(name + " is not a time: " + millis);
        }
        return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
    }

    /** A count, limited to 0 and {@link Integer#MAX_VALUE}; 0 if it is null. */
    static int count(String name, JsonParser json) throws IOException, WireException {
        Long count = Json.integer(name, json);
        return count == null ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, count));
    }
}
