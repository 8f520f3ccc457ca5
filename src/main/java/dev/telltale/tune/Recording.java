package dev.telltale.tune;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded: how much, and with which settings.
 *
 * @param nodes at least 2
 * @param links pairs of observer and subject, at least 1; all are nodes * (nodes - 1)
 * @param length the recorded time without its gaps, more than zero
 * @param network null if it was not measured; then there is no result of Chen's configurator
 */
public record Recording(
        int nodes,
        int links,
        Duration length,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        @Nullable NetworkBehavior network) {
    public Recording {
        if (nodes < 2 || links < 1) {
            throw new IllegalArgumentException(
                    "a recording has 2 nodes and 1 link at least, found " + nodes + " and " + links);
        }
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a recording is longer than 0 ms, found " + length.toMillis() + " ms");
        }
    }

    double hours() {
        return length.toNanos() / 3.6e12;
    }
}
