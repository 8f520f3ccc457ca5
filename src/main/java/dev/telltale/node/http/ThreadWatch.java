package dev.telltale.node.http;

import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.Starvation;
import dev.telltale.node.Starvation.Part;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;

/** Measures the lag of the server's threads with a periodic timer on each. */
final class ThreadWatch implements AutoCloseable {
    /** Frequent enough: an attempt can time out when a thread gets no processor time for half an interval. */
    private static final int TIMERS_PER_INTERVAL = 4;

    private final Starvation starvation;
    private final Inbox inbox;
    private final long periodNanos;
    private final TimeSource clock;
    private volatile boolean isClosed;

    ThreadWatch(Starvation starvation, Inbox inbox, Duration interval, TimeSource clock) {
        this.starvation = starvation;
        this.inbox = inbox;
        periodNanos = interval.toNanos() / TIMERS_PER_INTERVAL;
        this.clock = clock;
    }

    /** Watches the thread until this is closed. Any thread. */
    void watch(Part part, XnioExecutor thread) {
        starvation.due(part, clock.nanos() + periodNanos);
        thread.executeAfter(() -> onTimer(part, thread), periodNanos, TimeUnit.NANOSECONDS);
    }

    private void onTimer(Part part, XnioExecutor thread) {
        long lag = starvation.ran(part, clock.nanos());
        if (isClosed) {
            return;
        }
        if (part == Part.IO && lag > starvation.toleranceNanos()) {
            inbox.put(new NodeEvent.IoThreadLag(lag));
        }
        watch(part, thread);
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
