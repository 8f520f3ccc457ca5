package dev.telltale.node.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterIdentity;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.net.HostName;
import dev.telltale.node.Identity;
import dev.telltale.node.NodeListener;
import dev.telltale.node.http.guard.ServerLimits;
import dev.telltale.node.http.protocol.NodeCredentials;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The nodes of one test, all in this process, and an HTTP client for them. */
public final class NodeFixture implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Shorter than the interval of 30 s in slow tests, so that the next regular heartbeat is too late. */
    static final Duration AT_ONCE = Duration.ofSeconds(10);

    public static final AuthToken TOKEN = new AuthToken("5e".repeat(AuthToken.BYTES));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Deque<HttpNode> open = new ArrayDeque<>();
    private final Queue<Transition> transitions = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> remarks = new ConcurrentLinkedQueue<>();

    private final NodeListener listener = new NodeListener() {
        @Override
        public void onTransition(Transition transition) {
            transitions.add(transition);
        }

        @Override
        public void onPause(Duration length) {
            // A pause of a busy machine is not an error of the node.
        }

        @Override
        public void onRemark(String remark) {
            remarks.add(remark);
        }

        @Override
        public void onFailure(Throwable failure) {
            failures.add(failure);
        }
    };

    private Duration clockBack = Duration.ZERO;
    private HostName.Source names = HostName::ofSystem;

    public static HeartbeatSettings settings(long intervalMillis, long timeoutMillis) {
        return new HeartbeatSettings(Duration.ofMillis(intervalMillis), Duration.ofMillis(timeoutMillis));
    }

    /** Maximum time from the connection to the complete head of a request. */
    public static Duration requestLimit() {
        return ServerLimits.of(HeartbeatSettings.DEFAULT, 1, Integer.MAX_VALUE).request();
    }

    public static int maxConnections(int peers) {
        return ServerLimits.of(HeartbeatSettings.DEFAULT, peers, Integer.MAX_VALUE)
                .connections();
    }

    public static Address anyPort() {
        return new Address("127.0.0.1", 0);
    }

    public static Member member(String id, int port) {
        return new Member(new NodeId(id), new Address("127.0.0.1", port));
    }

    public HttpNode start(String id, Address listen, HeartbeatSettings settings, Member... peers) {
        return start(id, null, listen, settings, peers);
    }

    public HttpNode start(
            String id,
            @Nullable ClusterIdentity clusterIdentity,
            Address listen,
            HeartbeatSettings settings,
            Member... peers) {
        return assertDoesNotThrow(() -> tryStart(id, clusterIdentity, listen, settings, peers));
    }

    HttpNode tryStart(
            String id,
            @Nullable ClusterIdentity clusterIdentity,
            Address listen,
            HeartbeatSettings settings,
            Member... peers)
            throws IOException {
        var now = TimeSource.SYSTEM.now();
        long incarnation = now.wall().minus(clockBack).toEpochMilli();
        HttpNode node = HttpNode.start(
                new Identity(
                        new NodeId(id), incarnation, ProcessHandle.current().pid(), now),
                listen,
                List.of(peers),
                settings,
                DetectionSettings.DEFAULT,
                new NodeCredentials(TOKEN, true, clusterIdentity),
                names,
                TimeSource.SYSTEM,
                listener);
        open.push(node);
        return node;
    }

    /** Sets the clock of nodes started from now on. */
    void setClockBack(Duration by) {
        clockBack = by;
    }

    /** Sets the name resolution of nodes started from now on. */
    void lookUpBy(HostName.Source newNames) {
        names = newNames;
    }

    /** The transitions of all nodes of this test, oldest first. */
    public List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /** The remarks of all nodes, without the node names. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    HttpRequest.Builder request(HttpNode node, String path) {
        return HttpRequest.newBuilder(URI.create(node.address().url() + path)).timeout(TIMEOUT);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return sendAsync(request).join();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode status(HttpNode node) {
        return json(send(request(node, "/status")));
    }

    static JsonNode json(HttpResponse<String> response) {
        return TelltaleProgram.json(response.body());
    }

    @Override
    public void close() {
        open.forEach(HttpNode::close);
        if (!failures.isEmpty()) {
            throw new AssertionError("a node's loop failed", failures.peek());
        }
    }
}
