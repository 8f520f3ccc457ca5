package dev.telltale.qos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A down status of a subject that was in service (Chen's mistake; a false alarm on screen).
 *
 * @param until the change away from down or the next outage of the subject; null if the window ended or the
 *     observer failed first
 */
public record Mistake(
        DetectorKey lane, Instant from, @Nullable Instant until) {

    /** Chen's T_M; null if the end was not observed. */
    public @Nullable Duration duration() {
        return until == null ? null : Duration.between(from, until);
    }
}
