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
import dev.telltale.node.http.endpoint.FaultsEndpoint;
import dev.telltale.node.http.endpoint.StatusEndpoint;
import dev.telltale.node.http.endpoint.StatusPublisher;
import dev.telltale.node.http.endpoint.TraceEndpoint;
import dev.telltale.node.http.guard.ConnectionLimiter;
import dev.telltale.node.http.guard.HostAllowlist;
import dev.telltale.node.http.guard.RequestValidationHandler;
import dev.telltale.node.http.guard.ServerLimits;
import dev.telltale.node.http.guard.SignatureHandler;
import dev.telltale.node.http.protocol.NodeCredentials;
import dev.telltale.node.http.protocol.NodeFaults;
import dev.telltale.node.http.protocol.PendingProbes;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.trace.TraceHeader;
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

/** A complete node in this process: HTTP server, HTTP client, and the node loop. */
public final class HttpNode implements AutoCloseable {
    private static final int BUFFER_SIZE = 4 * 1024;
    private static final int MAX_POOLED = 16;

    private final Address address;
    private final NodeServer server;
    private final NodeLoop loop;
    private final ThreadWatch threads;
    private final StatusPublisher publisher;
    private final TraceEndpoint trace;
    private final HeartbeatClient client;
    private final LeaveBarrier leaveBarrier;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private HttpNode(
            Address address,
            NodeServer server,
            NodeLoop loop,
            ThreadWatch threads,
            StatusPublisher publisher,
            TraceEndpoint trace,
            HeartbeatClient client,
            LeaveBarrier leaveBarrier) {
        this.address = address;
        this.server = server;
        this.loop = loop;
        this.threads = threads;
        this.publisher = publisher;
        this.trace = trace;
        this.client = client;
        this.leaveBarrier = leaveBarrier;
    }

    /**
     * Starts a node with its threads: listens, and begins to request heartbeats from its peers.
     *
     * @param listen port 0 takes any free port
     * @param credentials who may inject faults, and send requests as a peer
     * @param trueClock the clock without an injected skew
     * @throws IOException when the node cannot listen: a {@link java.net.BindException} when the port is taken
     */
    public static HttpNode start(
            Identity identity,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            DetectionSettings detection,
            NodeCredentials credentials,
            TimeSource trueClock,
            NodeListener listener)
            throws IOException {
        return start(
                identity, listen, peers, settings, detection, credentials, HostName::ofSystem, trueClock, listener);
    }

    /** @param resolver resolves the host resolver of this node and of its peers */
    static HttpNode start(
            Identity identity,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            DetectionSettings detection,
            NodeCredentials credentials,
            HostName.Source resolver,
            TimeSource trueClock,
            NodeListener listener)
            throws IOException {
        InetSocketAddress bind = bindAddress(listen, credentials, resolver);
        var faults = new NodeFaults(identity.id(), trueClock, listener::onRemark);
        TimeSource clock = faults.clock();
        var inbox = new Inbox(peers.size(), settings.interval(), trueClock);
        ClockReading start = clock.now();
        var stateMachine = new NodeStateMachine(
                identity.id(), peers, settings, detection, DetectorKind.ALL, new SplittableRandom(), start);
        var publisher = new StatusPublisher(stateMachine.snapshot());
        var trace = new TraceEndpoint(new TraceHeader(
                identity.id(),
                identity.incarnation(),
                peers.stream().map(Member::id).toList(),
                settings,
                detection,
                start));
        var buffers = new DefaultByteBufferPool(false, BUFFER_SIZE, MAX_POOLED, 0);
        var pendingProbes = new PendingProbes(inbox, settings.probeDeadline().toNanos());
        var leaveBarrier = new LeaveBarrier();
        var faultyService = new FaultyService(faults, settings.deadline().toNanos());
        MessageSigner signer = signer(credentials, identity, peers, listener);
        int maxFiles = OpenFiles.limit();
        ServerLimits limits = ServerLimits.of(settings, peers.size(), maxFiles);
        var connections = new ConnectionLimiter(
                limits, peers.stream().map(peer -> peer.id().value()).collect(Collectors.toSet()), trueClock);
        var handler = new NodeHandler(
                new StatusEndpoint(identity, settings, publisher, stateMachine.starvation(), clock, signer),
                publisher,
                trace,
                inbox,
                pendingProbes,
                leaveBarrier,
                new FaultsEndpoint(faults, credentials),
                faultyService,
                connections);
        var reservation = new PeerReservationHandler(connections, handler);
        var faultyHandler = new FaultyHandler(
                faults, faultyService, signer == null ? reservation : new SignatureHandler(signer, reservation));
        var validation =
                new RequestValidationHandler(connections, new HostAllowlist(Set.of(listen.host())), faultyHandler);
        NodeServer server = NodeServer.start(bind, limits, buffers, connections, validation);
        XnioIoThread io = server.ioThread();
        var client = new HeartbeatClient(
                identity.id(), peers, settings, resolver, io, buffers, inbox, pendingProbes, faults, signer, clock);
        var loop = new NodeLoop(
                identity.id(),
                stateMachine,
                inbox,
                client,
                clock,
                snapshot -> publisher.publish(snapshot, io),
                tick -> trace.add(tick, io),
                listener);
        loop.start();
        var threads = new ThreadWatch(stateMachine.starvation(), inbox, settings.interval(), clock);
        threads.watch(Part.IO, io);
        threads.watch(Part.ACCEPT, server.acceptThread());
        String warning = ServerLimits.warning(peers.size(), maxFiles);
        if (warning != null) {
            listener.onRemark(warning);
        }
        return new HttpNode(
                listen.withPort(server.address().getPort()),
                server,
                loop,
                threads,
                publisher,
                trace,
                client,
                leaveBarrier);
    }

    /** Checks the lookup result that is bound, since a later one may differ: without a key only loopback is allowed. */
    private static InetSocketAddress bindAddress(Address listen, NodeCredentials credentials, HostName.Source resolver)
            throws IOException {
        InetAddress host =
                HostName.await(listen.host(), resolver, HostName.START_DEADLINE).get(0);
        boolean isChecked = credentials.clusterIdentity() != null || HostName.isLiteral(listen.host());
        if (!isChecked && !host.isLoopbackAddress()) {
            throw new IOException(
                    host.getHostAddress() + " is reachable from other machines, and the node has no cluster key");
        }
        return new InetSocketAddress(host, listen.port());
    }

    /** Null without a cluster key. Created only if needed, since loading the crypto classes delays the start. */
    private static @Nullable MessageSigner signer(
            NodeCredentials credentials, Identity identity, List<Member> peers, NodeListener listener) {
        ClusterIdentity cluster = credentials.clusterIdentity();
        return cluster == null
                ? null
                : new MessageSigner(
                        cluster,
                        identity.id(),
                        identity.incarnation(),
                        peers.stream().map(Member::id).toList(),
                        listener::onRemark);
    }

    /** The configured host with the actual port. */
    public Address address() {
        return address;
    }

    /** The address that its host resolved to when it began to listen. */
    public InetAddress boundAddress() {
        return server.address().getAddress();
    }

    /**
     * Stops the requests, announces the leave to the peers that are up, answers all blocking queries, and closes the
     * port. Returns within about two seconds. Idempotent. Any thread but the node's own.
     */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        threads.close();
        loop.close();
        List<NodeId> up = publisher.current().peers().stream()
                .map(PeerSnapshot::report)
                .filter(peer -> peer.status() == Status.UP)
                .map(PeerReport::id)
                .toList();
        leaveBarrier.begin(up);
        client.leave(up, peer -> leaveBarrier.onAnnounced(peer.value()));
        leaveBarrier.await();
        client.close();
        server.ioThread().execute(publisher::close);
        server.ioThread().execute(trace::close);
        server.close();
    }
}
