package dev.telltale.sim;

import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.SplittableRandom;

/** Virtual time, the messages in transit, and the random numbers for loss and delay. */
final class NetworkSimulator {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    final MessageQueue messages = new MessageQueue();
    final SplittableRandom random;
    final long deadlineNanos;
    final long maxDelayNanos;
    /** Virtual nanoseconds since the start of the simulation. */
    long now;

    private final long clockStart;
    private final long latencyNanos;
    private final long jitterNanos;
    private final double loss;
    private long sent;

    /** @param clockStart first reading of the nodes' monotonic clocks, in nanoseconds */
    NetworkSimulator(SimulationSettings settings, long clockStart) {
        this.clockStart = clockStart;
        random = new SplittableRandom(settings.seed());
        VirtualNetwork network = settings.network();
        latencyNanos = network.latency().toNanos();
        jitterNanos = network.jitter().toNanos();
        maxDelayNanos = network.maxDelayNanos();
        loss = network.loss();
        deadlineNanos = settings.heartbeat().deadline().toNanos();
    }

    /** Number of messages sent, including lost ones. */
    long sent() {
        return sent;
    }

    /** Counts one more message and draws whether it is lost. */
    boolean isNextLost() {
        sent++;
        return loss > 0 && random.nextDouble() < loss;
    }

    /** Draws the one-way delay of the next message. */
    long drawDelayNanos() {
        return jitterNanos == 0 ? latencyNanos : latencyNanos + random.nextLong(jitterNanos);
    }

    /** The true time: wall clock from the epoch on, and the monotonic clock. */
    ClockReading clockReading() {
        return new ClockReading(
                clockStart + now, Instant.ofEpochSecond(now / NANOS_PER_SECOND, now % NANOS_PER_SECOND));
    }
}
