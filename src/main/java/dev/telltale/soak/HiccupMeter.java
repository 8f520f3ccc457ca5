package dev.telltale.soak;

import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the scheduling delay of this machine: how much later than due a sleeping thread runs. Owns one thread. Any
 * thread.
 */
final class HiccupMeter implements AutoCloseable {
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TimeSource clock;
    private final Thread thread = new Thread(this::measure, "hiccup-meter");
    private volatile boolean isClosed;
    private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);

    HiccupMeter(TimeSource clock) {
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void measure() {
        while (!isClosed) {
            long sleptAt = clock.nanos();
            LockSupport.parkNanos(SLEEP_NANOS);
            maxNanos.accumulate(clock.nanos() - sleptAt - SLEEP_NANOS);
        }
    }

    /** Returns the largest delay since the last call and resets it. */
    Duration takeMax() {
        return Duration.ofNanos(maxNanos.getThenReset());
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }
}
