package dev.telltale.soak;

import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
    private long maxNanos;

    HiccupMeter(TimeSource clock) {
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void measure() {
        while (!isClosed) {
            long sleptAt = clock.nanos();
            LockSupport.parkNanos(SLEEP_NANOS);
            record(clock.nanos() - sleptAt - SLEEP_NANOS);
        }
    }

    private synchronized void record(long nanos) {
        maxNanos = Math.max(maxNanos, nanos);
    }

    /** Returns the largest delay since the last call and resets it. */
    synchronized Duration takeMax() {
        Duration max = Duration.ofNanos(maxNanos);
        maxNanos = 0;
        return max;
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }
}
