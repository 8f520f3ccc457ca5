package dev.telltale.node.http.guard;

import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.time.TimeSource;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Tracks all open connections and limits their number. Closes a connection whose request does not complete in time. At
 * the limit, evicts the longest-idle connection instead of refusing the new one, which may be a peer. Connections
 * reserved for peers are never evicted. I/O thread only.
 */
public final class ConnectionLimiter {
    /** One for heartbeats and one for a probe. Further connections in a peer's name are not reserved. */
    public static final int MAX_PER_PEER = 2;

    private static final int CHECKS_PER_TIMEOUT = 8;
    private static final int PARSED_PER_IDLE = 8;

    private final int maxConnections;
    private final long requestTimeoutNanos;
    private final long repeatNanos;
    private final Set<String> peers;
    private final TimeSource clock;
    private final Map<StreamConnection, TrackedConnection> connections = new HashMap<>();
    private long activity;
    private boolean isCheckScheduled;

    /** @param peers names that a connection may be reserved for */
    public ConnectionLimiter(ServerLimits limits, Set<String> peers, TimeSource clock) {
        maxConnections = limits.connections();
        requestTimeoutNanos = limits.request().toNanos();
        // A part of the idle time, which Undertow counts from the last request that it sees.
        repeatNanos = limits.idle().toNanos() / PARSED_PER_IDLE;
        this.peers = peers;
        this.clock = clock;
    }

    /** A listener that registers each connection and passes it on. */
    public ChannelListener<StreamConnection> tracking(ChannelListener<StreamConnection> next) {
        return connection -> {
            register(connection);
            next.handleEvent(connection);
        };
    }

    private void register(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        var repeated = new RepeatedRequest(connection, clock, repeatNanos, () -> touch(connection));
        var head = new RequestHeadInspector(repeated);
        source.setConduit(head);
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        sink.setConduit(new ParserErrorConduit(sink.getConduit()));
        var tracked =
                new TrackedConnection(connection, head, repeated, ++activity, clock.nanos() + requestTimeoutNanos);
        evictIfFull();
        connections.put(connection, tracked);
        scheduleCheck(connection.getIoThread());
    }

    private void touch(StreamConnection connection) {
        TrackedConnection tracked = connections.get(connection);
        if (tracked != null) {
            tracked.touch(++activity);
        }
    }

    private void evictIfFull() {
        if (connections.size() >= maxConnections) {
            connections.values().removeIf(TrackedConnection::isClosed);
        }
        if (connections.size() >= maxConnections) {
            connections.values().stream()
                    .filter(tracked -> tracked.peer() == null)
                    .min(TrackedConnection::evictionOrder)
                    .ifPresent(TrackedConnection::close);
            connections.values().removeIf(TrackedConnection::isClosed);
        }
    }

    /** The connection of this request; null if it has been evicted. */
    @Nullable
    TrackedConnection of(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof HttpServerConnection http
                ? connections.get(http.getChannel())
                : null;
    }

    /** Records the head of a request; its body is due within the request timeout. */
    void onRequest(TrackedConnection tracked, HttpServerExchange exchange) {
        tracked.onRequest(exchange, ++activity, clock.nanos() + requestTimeoutNanos);
        if (tracked.hasPendingInput()) {
            scheduleCheck(exchange.getIoThread());
        }
    }

    /**
     * Reserves the connection of this request for the peer that it names, up to {@link #MAX_PER_PEER} for each peer.
     */
    public void reserve(HttpServerExchange exchange) {
        TrackedConnection tracked = of(exchange);
        String from = exchange.getRequestHeaders().getFirst(HttpApi.FROM);
        if (tracked != null
                && tracked.peer() == null
                && from != null
                && peers.contains(from)
                && reservations(from) < MAX_PER_PEER) {
            tracked.reserveFor(from);
        }
    }

    private long reservations(String peer) {
        return connections.values().stream()
                .filter(tracked -> peer.equals(tracked.peer()) && !tracked.isClosed())
                .count();
    }

    /**
     * Answers the next requests on this connection with the responder, as long as they have the same bytes. Call it
     * before the response to this one is sent.
     *
     * @param length of the body of this response; longer ones are always sent by Undertow
     * @param responder creates a complete response, head and body; null if the request must be handled like a new one
     */
    public void remember(HttpServerExchange exchange, int length, Supplier<byte @Nullable []> responder) {
        TrackedConnection tracked = of(exchange);
        if (tracked != null) {
            tracked.repeated().remember(exchange, length, responder);
        }
    }

    /** Periodically for all, without a timer for each: many connections must not cause many timers. */
    private void scheduleCheck(XnioIoThread io) {
        if (!isCheckScheduled) {
            isCheckScheduled = true;
            io.executeAfter(() -> check(io), requestTimeoutNanos / CHECKS_PER_TIMEOUT, TimeUnit.NANOSECONDS);
        }
    }

    private void check(XnioIoThread io) {
        isCheckScheduled = false;
        long now = clock.nanos();
        connections.values().stream().filter(tracked -> tracked.isOverdue(now)).forEach(TrackedConnection::close);
        connections.values().removeIf(TrackedConnection::isClosed);
        if (connections.values().stream().anyMatch(TrackedConnection::hasPendingInput)) {
            scheduleCheck(io);
        }
    }
}
