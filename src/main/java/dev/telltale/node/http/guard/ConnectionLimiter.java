package dev.telltale.node.http.guard;

import dev.telltale.node.http.protocol.HttpApi;
import dev.telltale.time.TimeSource;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Every open connection. Whoever does not ask, or does not finish what it asks, is cut soon; and a full house turns out
 * whoever was quiet longest instead of shutting its door, for the next at the door may be a peer. Who was heard as a peer
 * is not turned out for a stranger. I/O thread only.
 */
public final class ConnectionLimiter {
    /** Its heartbeats and one probe. More in one name are strangers. */
    public static final int MAX_PER_PEER = 2;

    private static final int ROUNDS_PER_PATIENCE = 8;

    private final int most;
    private final long patienceNanos;
    private final Set<String> peers;
    private final TimeSource clock;
    private final Map<StreamConnection, TrackedConnection> guests = new HashMap<>();
    private long turns;
    private boolean isWatching;

    public ConnectionLimiter(ServerLimits limits, Set<String> peers, TimeSource clock) {
        most = limits.connections();
        patienceNanos = limits.request().toNanos();
        this.peers = peers;
        this.clock = clock;
    }

    /** Sees each connection before the listener does. */
    public ChannelListener<StreamConnection> before(ChannelListener<StreamConnection> next) {
        return connection -> {
            welcome(connection);
            next.handleEvent(connection);
        };
    }

    private void welcome(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        var head = new RequestHeadInspector(source.getConduit());
        source.setConduit(head);
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        sink.setConduit(new ParserErrorConduit(sink.getConduit()));
        var guest = new TrackedConnection(connection, head, ++turns, clock.nanos() + patienceNanos);
        makeRoom();
        guests.put(connection, guest);
        watch(connection.getIoThread());
    }

    private void makeRoom() {
        if (guests.size() >= most) {
            guests.values().removeIf(TrackedConnection::isGone);
        }
        if (guests.size() >= most) {
            guests.values().stream()
                    .filter(guest -> guest.peer() == null)
                    .min(TrackedConnection::inOrderOfLeaving)
                    .ifPresent(TrackedConnection::turnOut);
            guests.values().removeIf(TrackedConnection::isGone);
        }
    }

    /** The guest who asks this; null when it has been turned out meanwhile. */
    @Nullable
    TrackedConnection of(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof HttpServerConnection http ? guests.get(http.getChannel()) : null;
    }

    void asks(TrackedConnection guest, HttpServerExchange exchange) {
        guest.asks(exchange, ++turns, clock.nanos() + patienceNanos);
        if (guest.owes()) {
            watch(exchange.getIoThread());
        }
    }

    /** Who asks this is a peer, as it says, and keeps its place. */
    public void seat(HttpServerExchange exchange) {
        TrackedConnection guest = of(exchange);
        String from = exchange.getRequestHeaders().getFirst(HttpApi.FROM);
        if (guest != null
                && guest.peer() == null
                && from != null
                && peers.contains(from)
                && seats(from) < MAX_PER_PEER) {
            guest.isOf(from);
        }
    }

    private long seats(String peer) {
        return guests.values().stream()
                .filter(guest -> peer.equals(guest.peer()) && !guest.isGone())
                .count();
    }

    /** In rounds, not with an alarm for each: a flood of connections must not leave a flood of alarms. */
    private void watch(XnioIoThread io) {
        if (!isWatching) {
            isWatching = true;
            io.executeAfter(() -> round(io), patienceNanos / ROUNDS_PER_PATIENCE, TimeUnit.NANOSECONDS);
        }
    }

    private void round(XnioIoThread io) {
        isWatching = false;
        long now = clock.nanos();
        guests.values().stream().filter(guest -> guest.isOverdue(now)).forEach(TrackedConnection::turnOut);
        guests.values().removeIf(TrackedConnection::isGone);
        if (guests.values().stream().anyMatch(TrackedConnection::owes)) {
            watch(io);
        }
    }
}
