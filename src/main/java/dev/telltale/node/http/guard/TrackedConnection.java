package dev.telltale.node.http.guard;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** One open connection, from its first moment on. I/O thread only. */
final class TrackedConnection {
    private final StreamConnection connection;
    private final RequestHeadInspector head;
    private long turn;
    private long dueNanos;
    private boolean hasAsked;
    private @Nullable HttpServerExchange request;
    private @Nullable String peer;

    TrackedConnection(StreamConnection connection, RequestHeadInspector head, long turn, long dueNanos) {
        this.connection = connection;
        this.head = head;
        this.turn = turn;
        this.dueNanos = dueNanos;
    }

    /** The head of a request is whole; its body is due. */
    void asks(HttpServerExchange exchange, long newTurn, long bodyDueNanos) {
        hasAsked = true;
        request = exchange;
        turn = newTurn;
        dueNanos = bodyDueNanos;
    }

    boolean isOverdue(long nowNanos) {
        return owes() && nowNanos - dueNanos >= 0;
    }

    /** Whether something of a request that has begun, or must begin, is still to come. */
    boolean owes() {
        return !hasAsked || (request != null && !request.isRequestComplete());
    }

    /** Whoever has asked nothing yet goes first, then whoever was quiet longest. */
    static int inOrderOfLeaving(TrackedConnection one, TrackedConnection other) {
        return one.hasAsked == other.hasAsked
                ? Long.compare(one.turn, other.turn)
                : Boolean.compare(one.hasAsked, other.hasAsked);
    }

    boolean isGone() {
        return !connection.isOpen();
    }

    void turnOut() {
        IoUtils.safeClose(connection);
    }

    @Nullable
    String peer() {
        return peer;
    }

    void isOf(String name) {
        peer = name;
    }

    RequestHeadInspector head() {
        return head;
    }
}
