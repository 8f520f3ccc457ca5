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
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Asks peers for their heartbeat with Undertow's own client, on the server's I/O thread. One kept connection per peer,
 * at most one request in flight on it, every attempt under a deadline that covers the body too.
 */
public final class HeartbeatClient implements PeerTransport, AutoCloseable {
    private final NodeId self;
    private final NodeFaults faults;
    private final @Nullable MessageSigner seals;
    private final XnioIoThread io;
    private final Inbox inbox;
    private final PendingProbes desk;
    private final long probePatienceNanos;
    private final Map<NodeId, Connector> dialers = new HashMap<>();
    private final Map<NodeId, PeerConnection> lines = new HashMap<>();

    public HeartbeatClient(
            NodeId self,
            List<Member> peers,
            HeartbeatSettings settings,
            HostName.Source names,
            XnioIoThread io,
            ByteBufferPool buffers,
            Inbox inbox,
            PendingProbes desk,
            NodeFaults faults,
            @Nullable MessageSigner seals,
            TimeSource clock) {
        this.self = self;
        this.faults = faults;
        this.seals = seals;
        this.io = io;
        this.inbox = inbox;
        this.desk = desk;
        probePatienceNanos = settings.probeDeadline().toNanos();
        var listener = new PeerConnection.Listener() {
            @Override
            public void onEnd(Attempt attempt) {
                inbox.put(new NodeEvent.AttemptCompleted(attempt));
            }

            @Override
            public void onLost(NodeId peer) {
                inbox.put(new NodeEvent.ConnectionLost(peer));
            }

            @Override
            public void onIoLate(long nanos) {
                inbox.put(new NodeEvent.IoThreadLag(nanos));
            }
        };
        for (Member peer : peers) {
            var host = new HostName(peer.address().host(), names);
            var dialer = new Connector(peer.address(), host, settings.deadline(), io, buffers);
            dialers.put(peer.id(), dialer);
            lines.put(
                    peer.id(),
                    new PeerConnection(self, peer, settings.deadline(), dialer, io, clock, faults, seals, listener));
        }
    }

    /** Any thread. */
    @Override
    public void ask(NodeId peer) {
        PeerConnection line = lines.get(peer);
        if (line == null) {
            throw new IllegalArgumentException("not a peer: " + peer);
        }
        io.execute(line::ask);
    }

    /** Any thread. */
    @Override
    public void probe(NodeId helper, NodeId subject) {
        Connector dialer = dialers.get(helper);
        if (dialer == null) {
            throw new IllegalArgumentException("not a peer: " + helper);
        }
        io.execute(() -> ProbeCall.ask(
                new ProbeCall.Route(self, helper, subject),
                dialer,
                seals,
                io,
                probePatienceNanos,
                faults.leaving(helper),
                inbox::put));
    }

    /** Any thread. */
    @Override
    public void answer(long ticket, Attempt attempt) {
        io.execute(() -> desk.answer(ticket, attempt));
    }

    /** Any thread: asks the peers once more, and tells them that this node is about to leave. */
    public void leave(Collection<NodeId> peers) {
        for (NodeId peer : peers) {
            PeerConnection line = lines.get(peer);
            if (line != null) {
                io.execute(line::sayGoodbye);
            }
        }
    }

    /** Any thread: asks nobody any more. */
    @Override
    public void close() {
        io.execute(() -> lines.values().forEach(PeerConnection::close));
    }
}
