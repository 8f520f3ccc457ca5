package dev.telltale.sim;

import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.SplittableRandom;

/** Virtual time, what is under way in it, and the luck that decides of loss and delay. */
final class NetworkSimulator {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    final MessageQueue messages = new MessageQueue();
    final SplittableRandom random;
    final long deadlineNanos;
    final long longestNanos;
    /** Nanoseconds from the beginning. */
    long now;

    private final long clockStart;
    private final long latencyNanos;
    private final long jitterNanos;
    private final double loss;
    private long sent;

    /** The monotonic clock of all nodes begins where it is told. */
    NetworkSimulator(SimulationSettings settings, long clockStart) {
        this.clockStart = clockStart;
        random = new SplittableRandom(settings.seed());
        VirtualNetwork network = settings.network();
        latencyNanos = network.latency().toNanos();
        jitterNanos = network.jitter().toNanos();
        longestNanos = network.longestNanos();
        loss = network.loss();
        deadlineNanos = settings.heartbeat().deadline().toNanos();
    }

    /** Messages that were sent, whether or not they arrived. */
    long sent() {
        return sent;
    }

    /** One more message is sent; whether it never arrives. */
    boolean isLost() {
        sent++;
        return loss > 0 && random.nextDouble() < loss;
    }

    /** How long the next message is under way. */
    long wayNanos() {
        return jitterNanos == 0 ? latencyNanos : latencyNanos + random.nextLong(jitterNanos);
    }

    ClockReading moment() {
        return new ClockReading(
                clockStart + now, Instant.ofEpochSecond(now / NANOS_PER_SECOND, now % NANOS_PER_SECOND));
    }
}
