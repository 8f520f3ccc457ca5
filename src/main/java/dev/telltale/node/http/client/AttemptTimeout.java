package dev.telltale.node.http.client;

import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The deadline of one attempt at a time. If it comes late, this process slept, and it may not be the peer that is silent:
 * that is told, and the peer has the same time once more. I/O thread only.
 */
final class AttemptTimeout {
    /** Later than this is late. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Duration time;
    private final XnioIoThread io;
    private final TimeSource clock;
    private final LongConsumer onLate;
    private int turn;
    private XnioExecutor.@Nullable Key alarm;

    /** @param onLate is told by how many nanoseconds */
    AttemptTimeout(Duration time, XnioIoThread io, TimeSource clock, LongConsumer onLate) {
        this.time = time;
        this.io = io;
        this.clock = clock;
        this.onLate = onLate;
    }

    Duration time() {
        return time;
    }

    void set(Runnable onMissed) {
        set(onMissed, true);
    }

    private void set(Runnable onMissed, boolean mayBeLate) {
        long due = clock.nanos() + time.toNanos();
        int mine = ++turn;
        alarm = io.executeAfter(
                () -> {
                    if (mine != turn) {
                        return;
                    }
                    long late = clock.nanos() - due;
                    if (mayBeLate && late > LATE_NANOS) {
                        onLate.accept(late);
                        set(onMissed, false);
                    } else {
                        onMissed.run();
                    }
                },
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    void cancel() {
        turn++;
        if (alarm != null) {
            alarm.remove();
            alarm = null;
        }
    }
}
