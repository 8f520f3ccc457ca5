package dev.telltale.node.http;

import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.node.Brain;
import dev.telltale.node.Identity;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeListener;
import dev.telltale.node.NodeLoop;
import dev.telltale.time.NanoClock;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;

/** A whole node in this process: its server, its client, and the loop between them. */
public final class HttpNode implements AutoCloseable {
    private static final int BUFFER_SIZE = 4 * 1024;
    private static final int MOST_POOLED = 16;

    private final Address address;
    private final NodeServer server;
    private final NodeLoop loop;
    private final BeliefBoard board;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private HttpNode(Address address, NodeServer server, NodeLoop loop, BeliefBoard board) {
        this.address = address;
        this.server = server;
        this.loop = loop;
        this.board = board;
    }

    /**
     * Listens, then asks every peer at once.
     *
     * @param listen port 0 takes any free port
     * @throws IOException when the node cannot listen: a {@link java.net.BindException} when the port is taken
     */
    public static HttpNode start(
            Identity identity,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            NanoClock clock,
            NodeListener listener)
            throws IOException {
        var inbox = new Inbox(peers.size());
        var brain = new Brain(identity.id(), peers, settings, new SplittableRandom(), clock.now());
        var board = new BeliefBoard(brain.beliefs());
        var buffers = new DefaultByteBufferPool(false, BUFFER_SIZE, MOST_POOLED, 0);
        var handler = new NodeHandler(identity, settings, board, inbox, clock);
        NodeServer server = NodeServer.start(listen, settings, peers.size(), buffers, handler);
        XnioIoThread io = server.ioThread();
        var client = new HeartbeatClient(identity.id(), peers, settings, io, buffers, inbox, clock);
        var loop = new NodeLoop(
                identity.id(), brain, inbox, client, clock, beliefs -> board.publish(beliefs, io), listener);
        loop.start();
        return new HttpNode(listen.withPort(server.port()), server, loop, board);
    }

    /** Where it really listens. */
    public Address address() {
        return address;
    }

    /** Stops asking, answers whoever waits, and closes the port; returns within about two seconds. Twice is once. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        loop.close();
        server.ioThread().execute(board::close);
        server.close();
    }
}
