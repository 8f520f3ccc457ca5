package dev.telltale.tune;

import java.time.Duration;

/**
 * How a network treats heartbeats, as Chen's configurator needs it.
 *
 * @param lossProbability share of the attempts that failed, 0 to 1
 * @param delayDeviation standard deviation of the time from one heartbeat to its arrival, the variation of its sending
 *     included; zero or more
 */
public record NetworkBehavior(double lossProbability, Duration delayDeviation) {
    public NetworkBehavior {
        if (!(lossProbability >= 0 && lossProbability <= 1)) {
            throw new IllegalArgumentException("a loss probability is 0 to 1, found " + lossProbability);
        }
        if (delayDeviation.isNegative()) {
            throw new IllegalArgumentException(
                    "a deviation is not negative, found " + delayDeviation.toMillis() + " ms");
        }
    }
}
