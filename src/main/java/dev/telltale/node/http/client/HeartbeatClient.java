package dev.telltale.node.http.client;

import dev.telltale.auth.MessageSigner;
import dev.telltale.model.Attempt;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.PeerTransport;
import dev.telltale.node.http.protocol.NodeFaults;
import dev.telltale.node.http.protocol.PendingProbes;
import dev.telltale.time.TimeSource;
import io.undertow.connector.ByteBufferPool;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Sends heartbeat and probe requests with Undertow's client, on the server's I/O thread. One persistent connection per
 * peer with at most one request in flight; the deadline of an attempt includes the body.
 */
public final class HeartbeatClient implements PeerTransport, AutoCloseable {
    private final NodeId self;
    private final NodeFaults faults;
    private final @Nullable MessageSigner signer;
    private final XnioIoThread io;
    private final Inbox inbox;
    private final PendingProbes pendingProbes;
    private final long probeTimeoutNanos;
    private final Map<NodeId, Connector> connectors = new HashMap<>();
    private final Map<NodeId, PeerConnection> connections = new HashMap<>();

    public HeartbeatClient(
            NodeId self,
            List<Member> peers,
            HeartbeatSettings settings,
            HostName.Source resolver,
            XnioIoThread io,
            ByteBufferPool buffers,
            Inbox inbox,
            PendingProbes pendingProbes,
            NodeFaults faults,
            @Nullable MessageSigner signer,
            TimeSource clock) {
        this.self = self;
        this.faults = faults;
        this.signer = signer;
        this.io = io;
        this.inbox = inbox;
        this.pendingProbes = pendingProbes;
        probeTimeoutNanos = settings.probeDeadline().toNanos();
        var listener = new PeerConnection.Listener() {
            private final Map<NodeId, Attempt> last = new HashMap<>();

            @Override
            public void onEnd(Attempt attempt) {
                var event = new NodeEvent.AttemptCompleted(attempt);
                if (attempt.repeats(last.put(attempt.peer(), attempt))) {
                    inbox.putRepeated(event);
                } else {
                    inbox.put(event);
                }
            }

            @Override
            public void onLost(NodeId peer) {
                inbox.put(new NodeEvent.ConnectionLost(peer));
            }

            @Override
            public void onIoLag(long nanos) {
                inbox.put(new NodeEvent.IoThreadLag(nanos));
            }
        };
        for (Member peer : peers) {
            var host = new HostName(peer.address().host(), resolver);
            var connector = new Connector(peer.address(), host, settings.deadline(), io, buffers);
            connectors.put(peer.id(), connector);
            connections.put(
                    peer.id(),
                    new PeerConnection(
                            self, peer, settings.deadline(), connector, io, clock, faults, signer, listener));
        }
    }

    /** Any thread. */
    @Override
    public void requestHeartbeat(NodeId peer) {
        PeerConnection connection = connections.get(peer);
        if (connection == null) {
            throw new IllegalArgumentException("not a peer: " + peer);
        }
        io.execute(connection::request);
    }

    /** Any thread. */
    @Override
    public void requestProbe(NodeId helper, NodeId subject) {
        Connector connector = connectors.get(helper);
        if (connector == null) {
            throw new IllegalArgumentException("not a peer: " + helper);
        }
        io.execute(() -> ProbeCall.send(
                new ProbeCall.Route(self, helper, subject),
                connector,
                signer,
                io,
                probeTimeoutNanos,
                faults.sendDecision(helper),
                inbox::put));
    }

    /** Any thread. */
    @Override
    public void sendProbeResponse(long ticket, Attempt attempt) {
        io.execute(() -> pendingProbes.complete(ticket, attempt));
    }

    /**
     * Sends each of the peers a last request that announces the leave. Any thread.
     *
     * @param needless receives a peer that is gone or leaves itself; called on the I/O thread
     */
    public void leave(Collection<NodeId> peers, Consumer<NodeId> needless) {
        for (NodeId peer : peers) {
            PeerConnection connection = connections.get(peer);
            if (connection != null) {
                io.execute(() -> connection.announceLeave(() -> needless.accept(peer)));
            }
        }
    }

    /** Closes all connections and stops all attempts. Any thread. */
    @Override
    public void close() {
        io.execute(() -> connections.values().forEach(PeerConnection::close));
    }
}
