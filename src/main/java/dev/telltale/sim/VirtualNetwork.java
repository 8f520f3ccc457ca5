package dev.telltale.sim;

import java.time.Duration;

/**
 * Latency and loss of messages.
 *
 * @param latency of every message, one way, zero or more
 * @param jitter added to the latency, uniformly distributed from zero to this
 * @param loss probability that a message is lost, 0 to 1
 */
public record VirtualNetwork(Duration latency, Duration jitter, double loss) {
    public static final Duration MAX_DELAY = Duration.ofMinutes(1);

    // Declared after the bound, which its constructor reads.
    public static final VirtualNetwork DEFAULT = new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0);

    public VirtualNetwork {
        check("latency", latency);
        check("jitter", jitter);
        if (!(loss >= 0 && loss <= 1)) {
            throw new IllegalArgumentException("a loss is a probability from 0 to 1, found " + loss);
        }
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("a " + name + " is 0ms to 1m, found " + value.toMillis() + "ms");
        }
    }

    /** Upper bound of the one-way delay. */
    long maxDelayNanos() {
        return latency.plus(jitter).toNanos();
    }
}
