package dev.telltale.node.http;

import dev.telltale.model.Attempt;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.HeartbeatAsker;
import dev.telltale.node.Inbox;
import dev.telltale.node.Signal;
import dev.telltale.time.NanoClock;
import io.undertow.client.http.HttpClientProvider;
import io.undertow.connector.ByteBufferPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xnio.XnioIoThread;

/**
 * Asks peers for their heartbeat with Undertow's own client, on the server's I/O thread. One kept connection per peer,
 * at most one request in flight on it, every attempt under a deadline that covers the body too.
 */
public final class HeartbeatClient implements HeartbeatAsker {
    private final XnioIoThread io;
    private final Map<NodeId, PeerLine> lines = new HashMap<>();

    public HeartbeatClient(
            NodeId self,
            List<Member> peers,
            HeartbeatSettings settings,
            XnioIoThread io,
            ByteBufferPool buffers,
            Inbox inbox,
            NanoClock clock) {
        this.io = io;
        // The provider itself, not UndertowClient, which loads every protocol it can find.
        var provider = new HttpClientProvider();
        var listener = new PeerLine.Listener() {
            @Override
            public void onEnd(Attempt attempt) {
                inbox.put(new Signal.Ended(attempt));
            }

            @Override
            public void onLost(NodeId peer) {
                inbox.put(new Signal.Lost(peer));
            }
        };
        for (Member peer : peers) {
            var dialer = new Dialer(peer.address(), provider, io, buffers);
            lines.put(peer.id(), new PeerLine(self, peer, settings.deadline(), dialer, io, clock, listener));
        }
    }

    /** Any thread. */
    @Override
    public void ask(NodeId peer) {
        PeerLine line = lines.get(peer);
        if (line == null) {
            throw new IllegalArgumentException("not a peer: " + peer);
        }
        io.execute(line::ask);
    }
}
