package dev.telltale.node.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.TestPorts;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
import dev.telltale.model.Transition;
import dev.telltale.node.Identity;
import dev.telltale.node.NodeListener;
import dev.telltale.seal.Membership;
import dev.telltale.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Nodes of one test, in this process, and a client that asks them. */
final class Nodes implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Secret TOKEN = new Secret("5e".repeat(Secret.BYTES));
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Deque<HttpNode> open = new ArrayDeque<>();
    private final Queue<Transition> transitions = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> remarks = new ConcurrentLinkedQueue<>();

    private Duration clockBack = Duration.ZERO;

    static HeartbeatSettings beat(long intervalMillis, long timeoutMillis) {
        return new HeartbeatSettings(Duration.ofMillis(intervalMillis), Duration.ofMillis(timeoutMillis));
    }

    static Address anyPort() {
        return new Address("127.0.0.1", 0);
    }

    static Member member(String id, int port) {
        return new Member(new NodeId(id), new Address("127.0.0.1", port));
    }

    static int freePort() {
        return TestPorts.free(1)[0];
    }

    HttpNode start(String id, Address listen, HeartbeatSettings settings, Member... peers) {
        return start(id, null, listen, settings, peers);
    }

    HttpNode start(
            String id, @Nullable Membership membership, Address listen, HeartbeatSettings settings, Member... peers) {
        var now = NanoClock.SYSTEM.now();
        var identity = new Identity(
                new NodeId(id),
                now.wall().minus(clockBack).toEpochMilli(),
                ProcessHandle.current().pid(),
                now);
        try {
            HttpNode node = HttpNode.start(
                    identity,
                    listen,
                    List.of(peers),
                    settings,
                    DetectionSettings.DEFAULT,
                    new Permission(TOKEN, true, membership),
                    NanoClock.SYSTEM,
                    listener());
            open.push(node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nodes that start from now on take it to be that much earlier. */
    void setClockBack(Duration by) {
        clockBack = by;
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void onTransition(Transition transition) {
                transitions.add(transition);
            }

            @Override
            public void onLate(Duration late) {
                // A busy machine is no fault of the node.
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
    }

    /** What any node of this test came to believe, oldest first. */
    List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /** What the nodes remarked, without their names. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    HttpRequest.Builder request(HttpNode node, String path) {
        return HttpRequest.newBuilder(URI.create(node.address().url() + path)).timeout(PATIENCE);
    }

    HttpResponse<String> ask(HttpRequest.Builder request) {
        return later(request).join();
    }

    CompletableFuture<HttpResponse<String>> later(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode status(HttpNode node) {
        return json(ask(request(node, "/status")));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        open.forEach(HttpNode::close);
        if (!failures.isEmpty()) {
            throw new AssertionError("a node's loop failed", failures.peek());
        }
    }
}
