package dev.telltale.node.http;

import dev.telltale.auth.ClusterIdentity;
import dev.telltale.auth.MessageSigner;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.net.HostName;
import dev.telltale.node.Identity;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeListener;
import dev.telltale.node.NodeLoop;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.PeerSnapshot;
import dev.telltale.node.Starvation.Part;
import dev.telltale.node.http.client.HeartbeatClient;
import dev.telltale.node.http.endpoint.DetectorEndpoint;
import dev.telltale.node.http.endpoint.FaultsEndpoint;
import dev.telltale.node.http.endpoint.StatusEndpoint;
import dev.telltale.node.http.endpoint.StatusPublisher;
import dev.telltale.node.http.guard.ConnectionLimiter;
import dev.telltale.node.http.guard.HostAllowlist;
import dev.telltale.node.http.guard.RequestValidationHandler;
import dev.telltale.node.http.guard.ServerLimits;
import dev.telltale.node.http.guard.SignatureHandler;
import dev.telltale.node.http.protocol.BearerTokenAuth;
import dev.telltale.node.http.protocol.NodeCredentials;
import dev.telltale.node.http.protocol.NodeFaults;
import dev.telltale.node.http.protocol.PendingProbes;
import dev.telltale.time.TimeSource;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** A whole node in this process: its server, its client, and the loop between them. */
public final class HttpNode implements AutoCloseable {
    private static final int BUFFER_SIZE = 4 * 1024;
    private static final int MAX_POOLED = 16;

    private final Address address;
    private final NodeServer server;
    private final NodeLoop loop;
    private final ThreadWatch threads;
    private final StatusPublisher board;
    private final HeartbeatClient client;
    private final LeaveBarrier farewell;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private HttpNode(
            Address address,
            NodeServer server,
            NodeLoop loop,
            ThreadWatch threads,
            StatusPublisher board,
            HeartbeatClient client,
            LeaveBarrier farewell) {
        this.address = address;
        this.server = server;
        this.loop = loop;
        this.threads = threads;
        this.board = board;
        this.client = client;
        this.farewell = farewell;
    }

    /**
     * Listens, then asks every peer at once.
     *
     * @param listen port 0 takes any free port
     * @param permission who may change the deciding detector, break the node on purpose, and ask as a peer
     * @throws IOException when the node cannot listen: a {@link java.net.BindException} when the port is taken
     */
    public static HttpNode start(
            Identity identity,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            DetectionSettings detection,
            NodeCredentials permission,
            TimeSource trueClock,
            NodeListener listener)
            throws IOException {
        return start(identity, listen, peers, settings, detection, permission, HostName::ofSystem, trueClock, listener);
    }

    /** @param names tells the addresses of this node's host and of its peers */
    static HttpNode start(
            Identity identity,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            DetectionSettings detection,
            NodeCredentials permission,
            HostName.Source names,
            TimeSource trueClock,
            NodeListener listener)
            throws IOException {
        InetSocketAddress bind = bindAddress(listen, permission, names);
        var faults = new NodeFaults(identity.id(), trueClock, listener::onRemark);
        TimeSource clock = faults.clock();
        var inbox = new Inbox(peers.size());
        var brain = new NodeStateMachine(
                identity.id(), peers, settings, detection, DetectorKind.ALL, new SplittableRandom(), clock.now());
        var board = new StatusPublisher(brain.beliefs());
        var buffers = new DefaultByteBufferPool(false, BUFFER_SIZE, MAX_POOLED, 0);
        var desk = new PendingProbes(inbox, settings.probeDeadline().toNanos());
        var farewell = new LeaveBarrier();
        var service = new FaultyService(faults, settings.deadline().toNanos());
        MessageSigner seals = seals(permission, identity, peers, listener);
        var handler = new NodeHandler(
                new StatusEndpoint(identity, settings, board, brain.starvation(), clock, seals),
                board,
                inbox,
                desk,
                farewell,
                new DetectorEndpoint(new BearerTokenAuth(permission.token()), inbox),
                new FaultsEndpoint(faults, permission),
                service);
        int mostFiles = OpenFiles.limit();
        ServerLimits limits = ServerLimits.of(settings, peers.size(), mostFiles);
        var guests = new ConnectionLimiter(
                limits, peers.stream().map(peer -> peer.id().value()).collect(Collectors.toSet()), trueClock);
        var seated = new PeerReservationHandler(guests, handler);
        var faulty = new FaultyHandler(faults, service, seals == null ? seated : new SignatureHandler(seals, seated));
        var doorkeeper = new RequestValidationHandler(guests, new HostAllowlist(Set.of(listen.host())), faulty);
        NodeServer server = NodeServer.start(bind, limits, buffers, guests, doorkeeper);
        XnioIoThread io = server.ioThread();
        var client = new HeartbeatClient(
                identity.id(), peers, settings, names, io, buffers, inbox, desk, faults, seals, clock);
        var loop = new NodeLoop(
                identity.id(), brain, inbox, client, clock, beliefs -> board.publish(beliefs, io), listener);
        loop.start();
        var threads = new ThreadWatch(brain.starvation(), inbox, settings.interval(), clock);
        threads.watch(Part.IO, io);
        threads.watch(Part.ACCEPT, server.acceptThread());
        String remark = ServerLimits.remark(peers.size(), mostFiles);
        if (remark != null) {
            listener.onRemark(remark);
        }
        return new HttpNode(
                listen.withPort(server.address().getPort()), server, loop, threads, board, client, farewell);
    }

    /** Of the one lookup that is bound: a later one may have another answer, and without a key only this machine may ask. */
    private static InetSocketAddress bindAddress(Address listen, NodeCredentials permission, HostName.Source names)
            throws IOException {
        InetAddress host =
                HostName.await(listen.host(), names, HostName.START_DEADLINE).get(0);
        boolean isChecked = permission.membership() != null || HostName.isLiteral(listen.host());
        if (!isChecked && !host.isLoopbackAddress()) {
            throw new IOException(
                    host.getHostAddress() + " is reached by other machines, and the node has no cluster key");
        }
        return new InetSocketAddress(host, listen.port());
    }

    /** Only with a key: what signs costs its start. */
    private static @Nullable MessageSigner seals(
            NodeCredentials permission, Identity identity, List<Member> peers, NodeListener listener) {
        ClusterIdentity membership = permission.membership();
        return membership == null
                ? null
                : new MessageSigner(
                        membership,
                        identity.id(),
                        identity.incarnation(),
                        peers.stream().map(Member::id).toList(),
                        listener::onRemark);
    }

    /** Where it really listens. */
    public Address address() {
        return address;
    }

    /** What its host meant when it began to listen. */
    public InetAddress boundTo() {
        return server.address().getAddress();
    }

    /**
     * Stops asking, says goodbye to the peers that are up, answers whoever waits, and closes the port; returns within about
     * two seconds. Twice is once.
     */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        threads.close();
        loop.close();
        List<NodeId> up = board.current().peers().stream()
                .map(PeerSnapshot::report)
                .filter(peer -> peer.status() == Status.UP)
                .map(PeerReport::id)
                .toList();
        farewell.begin(up);
        client.leave(up);
        farewell.await();
        client.close();
        server.ioThread().execute(board::close);
        server.close();
    }
}
