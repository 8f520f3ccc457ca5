package dev.telltale.node.http.endpoint;

import dev.telltale.node.TickTrace;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.TraceHeader;
import dev.telltale.trace.TraceMessage;
import dev.telltale.trace.TraceRing;
import org.xnio.XnioIoThread;

/**
 * The body of {@code GET /trace}: the last ticks of a node, and the blocking queries that wait for the next one. The
 * node loop adds ticks and never waits; everything else runs on the I/O thread.
 */
public final class TraceEndpoint {
    /** With those of the status fewer than the connections of clients other than peers. */
    private static final int MAX_WAITERS = 8;
    /** A request and its response in one answer; a recorder that is killed loses no more than a second. */
    private static final int DELAY_MILLIS = 200;
    /** Of ticks in one response: clients that read slowly must not fill the heap. */
    private static final int MAX_BYTES = 32 * 1024;

    private final byte[] header;
    private final TraceRing ring;
    private final BlockedResponses blocked = new BlockedResponses(MAX_WAITERS, DELAY_MILLIS);
    /** Whether the next tick is news for a query. Cleared by the node loop, so that it wakes the I/O thread once. */
    private volatile boolean isAwaited;

    public TraceEndpoint(TraceHeader header) {
        this.header = HeaderCodec.encode(header);
        ring = new TraceRing(header);
    }

    /** Adds a tick, and completes the queries that wait for it. Node loop only. */
    public void add(TickTrace tick, XnioIoThread io) {
        ring.add(tick);
        if (isAwaited) {
            isAwaited = false;
            io.execute(() -> blocked.onNews(io));
        }
    }

    /**
     * Runs the response once: at once if the ring has this tick or cannot have it next, the wait is 0 or too many
     * queries wait; else at the next tick or after the wait. I/O thread only.
     */
    public void await(long from, long waitMillis, XnioIoThread io, Runnable response) {
        // Before the check, so that the node loop sees it or the check sees the tick.
        isAwaited = true;
        blocked.await(() -> ring.next() != from, waitMillis, io, response);
    }

    /** The body with the ticks from this number on. Any thread. */
    public byte[] body(long from) {
        return TraceMessage.encode(header, ring.read(from, MAX_BYTES));
    }

    /** Completes all blocking queries, because the node leaves. I/O thread only. */
    public void close() {
        blocked.close();
    }
}
