package dev.telltale.tune;

import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * The configurator of Chen, Toueg and Aguilera, "On the quality of service of failure detectors" (IEEE Transactions on
 * Computers, 2002), in the form for clocks that are not synchronised and delays of unknown distribution (NFD-U, and
 * NFD-E, which estimates the arrivals): the largest interval, and so the fewest messages, whose bounds meet the goals.
 *
 * <p>Each heartbeat that is due before the deadline is missing with a probability of at most (V + p x^2) / (V + x^2),
 * where x is the time that is left for it, V the variance of the delay and p the loss probability (one-sided
 * inequality of Chebyshev). The product over all of them is right for losses that are independent of each other. Losses
 * in bursts are not, and then the interval is too large: Sotoma and Madeira, technical report IC-08-01 (Unicamp, 2008).
 */
public final class ChenConfigurator {
    private static final int MAX_STEPS = 100_000;

    private final double variance;
    private final double loss;

    private ChenConfigurator(NetworkBehavior network) {
        double deviation = seconds(network.delayDeviation());
        variance = deviation * deviation;
        loss = network.lossProbability();
    }

    /**
     * The parameters of the detector.
     *
     * @param interval Chen's eta, between two heartbeats
     * @param margin Chen's alpha, after the time at which the next heartbeat is expected
     */
    public record Setting(Duration interval, Duration margin) {
        /** The silence after which a peer is down, from the last heartbeat on. */
        public Duration timeout() {
            return interval.plus(margin);
        }
    }

    /**
     * The largest interval that achieves the goals, in steps of 1 ms, or of a 100,000th of the detection time if that
     * is longer. Empty if they cannot be achieved with an interval of at least {@link HeartbeatSettings#MIN_INTERVAL}.
     *
     * @param detectWithin Chen's T_D^U, apart from the mean delay
     * @param recurrence Chen's T_MR^L, the mean time between two mistakes of a link, at least
     * @param correctedWithin Chen's T_M^U, the mean duration of a mistake, at most
     */
    public static Optional<Setting> configure(
            NetworkBehavior network, Duration detectWithin, Duration recurrence, Duration correctedWithin) {
        var configurator = new ChenConfigurator(network);
        double time = seconds(detectWithin);
        double reached = (1 - configurator.loss) * time * time / (configurator.variance + time * time);
        double largest = Math.min(reached * seconds(correctedWithin), time);
        double step = Math.max(0.001, time / MAX_STEPS);
        double least = seconds(HeartbeatSettings.MIN_INTERVAL);
        for (double steps = Math.floor(largest / step + 1e-9); steps * step >= least - 1e-9; steps--) {
            double interval = steps * step;
            if (configurator.recurs(interval, time, seconds(recurrence))) {
                Duration eta = Duration.ofNanos(Math.round(interval * 1e9));
                return Optional.of(new Setting(eta, detectWithin.minus(eta)));
            }
        }
        return Optional.empty();
    }

    /** Whether the bound of the time between two mistakes, with this interval, is at least so long. */
    private boolean recurs(double interval, double time, double atLeast) {
        double bound = interval;
        // Every factor is at least 1, so the product can stop as soon as it is large enough.
        for (int sent = 1; bound < atLeast && sent * interval < time - 1e-9; sent++) {
            double left = time - sent * interval;
            bound *= (variance + left * left) / (variance + loss * left * left);
        }
        return bound >= atLeast;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
