package dev.telltale.sim;

import java.time.Duration;

/**
 * What happens to a message on its way.
 *
 * @param latency of every message, one way, zero or more
 * @param jitter added to it, evenly between none and this much
 * @param loss the share of messages that never arrive, 0 to 1
 */
public record VirtualNetwork(Duration latency, Duration jitter, double loss) {
    public static final Duration MAX_DELAY = Duration.ofMinutes(1);

    // Last, since its constructor reads the bound above.
    public static final VirtualNetwork DEFAULT = new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0);

    public VirtualNetwork {
        check("latency", latency);
        check("jitter", jitter);
        if (!(loss >= 0 && loss <= 1)) {
            throw new IllegalArgumentException("a loss is a share from 0 to 1, found " + loss);
        }
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("a " + name + " is 0ms to 1m, found " + value.toMillis() + "ms");
        }
    }

    /** No message is under way for longer. */
    long longestNanos() {
        return latency.plus(jitter).toNanos();
    }
}
