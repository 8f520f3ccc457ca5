package dev.telltale.node.http;

import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.Starvation;
import dev.telltale.node.Starvation.Part;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;

/** Sees whether the server's threads get processor time: by how late a timer of each of them runs. */
final class ThreadWatch implements AutoCloseable {
    /** An attempt may time out while a thread gets no processor time for less than half an interval. */
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

    /** Until this is closed; any thread. */
    void watch(Part part, XnioExecutor thread) {
        starvation.due(part, clock.nanos() + periodNanos);
        thread.executeAfter(() -> ran(part, thread), periodNanos, TimeUnit.NANOSECONDS);
    }

    private void ran(Part part, XnioExecutor thread) {
        long late = starvation.ran(part, clock.nanos());
        if (isClosed) {
            return;
        }
        if (part == Part.IO && late > starvation.toleranceNanos()) {
            inbox.put(new NodeEvent.IoThreadLag(late));
        }
        watch(part, thread);
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
