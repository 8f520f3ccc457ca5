package dev.telltale.node.http.client;

import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The timer for the deadline of one attempt at a time. If it runs late, this process was paused and the peer may not be
 * silent: it reports the lag and restarts once. I/O thread only.
 */
final class AttemptTimeout {
    /** A timer later than this is late. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Duration duration;
    private final XnioIoThread io;
    private final TimeSource clock;
    private final LongConsumer onLag;
    private int generation;
    private XnioExecutor.@Nullable Key timer;

    /** @param onLag receives the lag in nanoseconds */
    AttemptTimeout(Duration duration, XnioIoThread io, TimeSource clock, LongConsumer onLag) {
        this.duration = duration;
        this.io = io;
        this.clock = clock;
        this.onLag = onLag;
    }

    Duration duration() {
        return duration;
    }

    /** Starts the timer; a running one is replaced. */
    void start(Runnable onTimeout) {
        start(onTimeout, true);
    }

    private void start(Runnable onTimeout, boolean mayBeLate) {
        long due = clock.nanos() + duration.toNanos();
        int current = ++generation;
        timer = io.executeAfter(
                () -> {
                    if (current != generation) {
                        return;
                    }
                    long late = clock.nanos() - due;
                    if (mayBeLate && late > LATE_NANOS) {
                        onLag.accept(late);
                        start(onTimeout, false);
                    } else {
                        onTimeout.run();
                    }
                },
                duration.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    void cancel() {
        generation++;
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }
}
