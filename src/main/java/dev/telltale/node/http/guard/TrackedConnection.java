package dev.telltale.node.http.guard;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The state of one open connection: its current request, its last activity, and the peer it is reserved for. I/O thread
 * only.
 */
final class TrackedConnection {
    private final StreamConnection connection;
    private final RequestHeadInspector head;
    private final RepeatedRequest repeated;
    private long activity;
    private long dueNanos;
    private boolean hasRequested;
    private @Nullable HttpServerExchange request;
    private @Nullable String peer;

    TrackedConnection(
            StreamConnection connection,
            RequestHeadInspector head,
            RepeatedRequest repeated,
            long activity,
            long dueNanos) {
        this.connection = connection;
        this.head = head;
        this.repeated = repeated;
        this.activity = activity;
        this.dueNanos = dueNanos;
    }

    /** Records a complete request head; its body is due at this time. */
    void onRequest(HttpServerExchange exchange, long newActivity, long bodyDueNanos) {
        hasRequested = true;
        request = exchange;
        activity = newActivity;
        dueNanos = bodyDueNanos;
    }

    void touch(long newActivity) {
        activity = newActivity;
    }

    boolean isOverdue(long nowNanos) {
        return hasPendingInput() && nowNanos - dueNanos >= 0;
    }

    /** Whether the first request has not arrived, or the body of the current one is incomplete. */
    boolean hasPendingInput() {
        return !hasRequested || (request != null && !request.isRequestComplete());
    }

    /** Order of eviction: connections without any request first, then the longest idle. */
    static int evictionOrder(TrackedConnection one, TrackedConnection other) {
        return one.hasRequested == other.hasRequested
                ? Long.compare(one.activity, other.activity)
                : Boolean.compare(one.hasRequested, other.hasRequested);
    }

    boolean isClosed() {
        return !connection.isOpen();
    }

    void close() {
        IoUtils.safeClose(connection);
    }

    @Nullable
    String peer() {
        return peer;
    }

    void reserveFor(String name) {
        peer = name;
    }

    RequestHeadInspector head() {
        return head;
    }

    RepeatedRequest repeated() {
        return repeated;
    }
}
