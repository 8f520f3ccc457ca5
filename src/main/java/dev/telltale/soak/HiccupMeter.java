package dev.telltale.soak;

import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long this machine keeps a thread waiting that has something to do. Owns one thread. */
final class HiccupMeter implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TimeSource clock;
    private final Thread thread = new Thread(this::look, "lateness");
    private volatile boolean isClosed;
    private long mostNanos;

    HiccupMeter(TimeSource clock) {
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        while (!isClosed) {
            long asleep = clock.nanos();
            LockSupport.parkNanos(PAUSE_NANOS);
            note(clock.nanos() - asleep - PAUSE_NANOS);
        }
    }

    private synchronized void note(long nanos) {
        mostNanos = Math.max(mostNanos, nanos);
    }

    /** The most since it was asked last. */
    synchronized Duration most() {
        Duration most = Duration.ofNanos(mostNanos);
        mostNanos = 0;
        return most;
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }
}
