package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps in JSON: written in UTC; when read, one without a zone is in local time, as the original demo writes it.
 */
public final class Instants {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private static final String EXACT = "0000-00-00T00:00:00.000000Z";
    private static final long SECONDS_OF_DAY = 86_400;
    private static final long NANOS_OF_MICRO = 1_000;

    private Instants() {}

    /** Writes microseconds, for times from which detection times are computed. */
    public static void writeExact(JsonGenerator json, String name, @Nullable Instant instant) throws IOException {
        json.writeStringField(name, instant == null ? null : MICROS.format(instant));
    }

    /** Writes milliseconds. */
    static void write(JsonGenerator json, String name, @Nullable Instant instant) throws IOException {
        json.writeStringField(name, instant == null ? null : MILLIS.format(instant));
    }

    /** The instant of a field, null for JSON null. */
    public static @Nullable Instant read(String name, JsonParser json) throws IOException, WireException {
        String text = Json.text(name, json);
        if (text == null) {
            return null;
        }
        try {
            if (isExactUtc(text)) {
                return exactUtc(text);
            }
            boolean hasZone =
                    text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > "2026-11-2".length();
            return hasZone
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .atZone(ZoneId.systemDefault())
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new WireException(name + " is not a timestamp: " + SafeText.of(text));
        }
    }

    /** Whether it is as {@link #writeExact} writes it; recordings have hundreds of thousands of those. */
    private static boolean isExactUtc(String text) {
        if (text.length() != EXACT.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char found = text.charAt(i);
            char wanted = EXACT.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Ten times as fast as a formatter. */
    private static Instant exactUtc(String text) {
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            int second = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
                    .toSecondOfDay();
            return Instant.ofEpochSecond(day * SECONDS_OF_DAY + second, number(text, 20, 26) * NANOS_OF_MICRO);
        } catch (DateTimeException e) {
            throw new DateTimeParseException(String.valueOf(e.getMessage()), text, 0, e);
        }
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }
}
