package dev.telltale.qos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A well subject called down.
 *
 * @param until when it was taken back or came true by a failure; null if that was not seen, because the window ended or
 *     the observer itself failed first
 */
public record Mistake(
        DetectorKey lane, Instant from, @Nullable Instant until) {

    /** Chen's T_M; null if the end was not seen. */
    public @Nullable Duration duration() {
        return until == null ? null : Duration.between(from, until);
    }
}
