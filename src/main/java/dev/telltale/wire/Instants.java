package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
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
}
