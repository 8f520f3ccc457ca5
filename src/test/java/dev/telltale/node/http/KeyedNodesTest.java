package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.auth.ClusterIdentity;
import dev.telltale.auth.ClusterKey;
import dev.telltale.auth.MessageSigner;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.node.http.guard.ConnectionLimiter;
import dev.telltale.node.http.guard.ServerLimits;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes with a cluster key accept only requests and responses with a valid signature. */
@Tag("network")
class KeyedNodesTest {
    /** An interval so long that only out-of-turn requests happen during a test. */
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);

    private static final HeartbeatSettings QUICK = NodeFixture.settings(200, 60_000);
    private static final ClusterIdentity OURS = clusterIdentity("demo", "1");
    private static final NodeId ONE = new NodeId("node1");
    private static final String HEARTBEAT = "/heartbeat";
    private static final String SIGNATURE = "Telltale-Signature";

    private final NodeFixture nodes = new NodeFixture();
    private final int port = TestPorts.free();

    /** Set by the start methods, which each test calls first. */
    @SuppressWarnings("NullAway.Init")
    private HttpNode one;

    @SuppressWarnings("NullAway.Init")
    private HttpNode two;

    private static ClusterIdentity clusterIdentity(String cluster, String digit) {
        return new ClusterIdentity(cluster, ClusterKey.parse(digit.repeat(64)));
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private void startOne(HeartbeatSettings settings) {
        one = nodes.start("node1", OURS, NodeFixture.anyPort(), settings, NodeFixture.member("node2", port));
    }

    private void startTwo(@Nullable ClusterIdentity clusterIdentity, HeartbeatSettings settings) {
        two = nodes.start(
                "node2",
                clusterIdentity,
                NodeFixture.anyPort().withPort(port),
                settings,
                NodeFixture.member("node1", one.address().port()));
    }

    private void startBoth(HeartbeatSettings settings) {
        startOne(settings);
        startTwo(OURS, settings);
        awaitUp(one, "node2");
        awaitUp(two, "node1");
    }

    /** A signer of node2 with this incarnation. */
    private static MessageSigner asTwo(ClusterIdentity clusterIdentity, long incarnation) {
        return new MessageSigner(clusterIdentity, new NodeId("node2"), incarnation, List.of(ONE), remark -> {});
    }

    @Test
    void membersWithTheKeySeeEachOtherUpAndAcceptLeaveAnnouncements() {
        startBoth(SLOW);

        two.close();

        Await.await("node1 heard the leave of node2")
                .atMost(NodeFixture.AT_ONCE)
                .until(() ->
                        nodes.status(one).at("/peers/node2/evidence").asText().equals("left"));
        assertThat(nodes.status(one).get("refused")).allMatch(count -> count.longValue() == 0);
    }

    @Test
    void twoClustersOnOneHostRejectEachOther() {
        startBoth(QUICK);
        // A node1 of another cluster, whose config names the port of our node2.
        HttpNode other = nodes.start(
                "node1", clusterIdentity("demo", "2"), NodeFixture.anyPort(), QUICK, NodeFixture.member("node2", port));

        awaitRefused(two, "wrong_key", 3);

        assertThat(nodes.status(other).at("/peers/node2/status").asText()).isNotEqualTo("up");
        assertThat(nodes.status(other).at("/peers/node2/error").asText())
                .startsWith("answered with status 401: the request is signed with another cluster key");
        assertThat(nodes.status(one).at("/peers/node2/status").asText()).isEqualTo("up");
        assertThat(nodes.remarks())
                .as("said once in the output of the node that refuses")
                .filteredOn(remark -> remark.contains("another cluster key"))
                .hasSize(1);
    }

    @Test
    void aNodeWithoutTheKeyIsRejectedWithAHint() {
        startOne(QUICK);
        startTwo(null, QUICK);

        awaitRefused(one, "unsigned", 2);
        awaitRefused(one, "answers", 2);

        assertThat(nodes.status(two).at("/peers/node1/error").asText())
                .contains("401", "sign their requests", "key file");
        assertThat(nodes.status(one).at("/peers/node2/error").asText())
                .isEqualTo("answered as node2, but without a signature of our cluster key");
        assertThat(nodes.status(one).at("/peers/node2/evidence").asText()).isEqualTo("wrong_node");
        assertThat(nodes.transitions()).noneMatch(change -> change.to() == Status.UP);
    }

    @Test
    void theReservedConnectionsOfAPeerNeedAValidSignature() throws IOException {
        startOne(SLOW);
        List<RawHttpClient> crowd = new ArrayList<>();
        try (var liar = new RawHttpClient(one.address())) {
            liar.send(heartbeat("Telltale-From: node2\r\n"));
            assertThat(liar.receive().code()).isEqualTo(401);
            for (int i = 0; i < ServerLimits.MAX_OTHER_CLIENTS + ConnectionLimiter.MAX_PER_PEER; i++) {
                var other = new RawHttpClient(one.address());
                crowd.add(other);
                other.send(heartbeat(""));
                assertThat(other.receive().code()).isEqualTo(401);
            }
            liar.awaitClosed();
        } finally {
            for (RawHttpClient other : crowd) {
                other.close();
            }
        }
    }

    private String heartbeat(String headers) {
        return "GET " + HEARTBEAT + " HTTP/1.1\r\nHost: " + one.address() + "\r\n" + headers + "\r\n";
    }

    @Test
    void aForgedResponseIsRejected() {
        try (var liar = new MisbehavingPeer(connection -> {
            while (connection.readRequest()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 38\r\n" + SIGNATURE + ": " + "0".repeat(64)
                        + "\r\n\r\n" + "{\"node_id\":\"node2\",\"status\":\"alive\"}   ");
            }
        })) {
            one = nodes.start("node1", OURS, NodeFixture.anyPort(), QUICK, NodeFixture.member("node2", liar.port()));

            awaitRefused(one, "answers", 3);

            assertThat(nodes.status(one).at("/peers/node2/evidence").asText()).isEqualTo("wrong_node");
            assertThat(nodes.transitions()).noneMatch(change -> change.to() == Status.UP);
        }
    }

    @Test
    void aRequestIsAnsweredOnceAndOnlyWithAValidSignature() {
        startOne(SLOW);
        MessageSigner asTwo = asTwo(OURS, 1_000);
        String signature = asTwo.signRequest(ONE, HEARTBEAT);

        HttpResponse<String> answer = ask(one, HEARTBEAT, "node2", signature);
        assertThat(answer.statusCode()).isEqualTo(200);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        assertThat(asTwo.isAuthentic(
                        ONE,
                        signature,
                        200,
                        body,
                        body.length,
                        answer.headers().firstValue(SIGNATURE).orElse(null)))
                .isTrue();

        assertRefused(ask(one, HEARTBEAT, "node2", signature), 403, "sent before");
        assertRefused(ask(one, HEARTBEAT, "node2", null), 401, "not signed");
        assertRefused(ask(one, HEARTBEAT, "node3", asTwo.signRequest(ONE, HEARTBEAT)), 401, "another cluster key");
        assertRefused(
                ask(one, HEARTBEAT, "node2", asTwo.signRequest(new NodeId("node3"), HEARTBEAT)), 403, "another node");
        assertRefused(
                ask(
                        one,
                        HEARTBEAT,
                        "node2",
                        asTwo(clusterIdentity("prod", "1"), 1_000).signRequest(ONE, HEARTBEAT)),
                403,
                "another cluster");
        assertThat(nodes.status(one).get("refused").toString())
                .isEqualTo("{\"unsigned\":1,\"wrong_key\":1,\"foreign\":1,\"misdirected\":1,\"unknown_sender\":0,"
                        + "\"replayed\":1,\"answers\":0}");
    }

    @Test
    void aProbeRequestNeedsASignature() {
        startBoth(SLOW);
        String path = "/probe?subject=node2";
        MessageSigner later = asTwo(OURS, Long.MAX_VALUE / 10_000);

        assertRefused(ask(one, path, "node2", null), 401, "not signed");
        assertRefused(ask(one, path, "node2", later.signRequest(ONE, HEARTBEAT)), 401, "changed on its way");
        HttpResponse<String> answer = ask(one, path, "node2", later.signRequest(ONE, path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(SIGNATURE)).isPresent();
    }

    @Test
    void aForgedOrReplayedLeaveAnnouncementIsRejected() {
        try (var two = new MisbehavingPeer(connection -> {
            while (connection.readRequest()) {
                connection.respond(200, "{\"node_id\":\"node2\",\"status\":\"alive\"}");
            }
        })) {
            one = nodes.start("node1", OURS, NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", two.port()));
            awaitRefused(one, "answers", 1);
            MessageSigner asTwo = asTwo(OURS, 1_000);
            String leave = asTwo.signRequest(ONE, HEARTBEAT + " leaving");

            assertRefused(leave(null), 401, "not signed");
            assertRefused(leave(asTwo.signRequest(ONE, HEARTBEAT)), 401, "changed on its way");
            assertThat(two.requestNanos()).as("node2 was not even asked").hasSize(1);
            assertThat(leave(leave).statusCode()).as("a true one").isEqualTo(200);
            assertRefused(leave(leave), 403, "sent before");

            // Checked late enough that a third one would be seen.
            Await.await("node2 got a second request")
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(NodeFixture.AT_ONCE)
                    .until(() -> two.requestNanos().size() > 1);
            assertThat(two.requestNanos()).hasSize(2);
        }
    }

    @Test
    void aRestartedNodeIsAcceptedAgainAtOnce() {
        startBoth(SLOW);
        two.close();
        assertRestartIsHeard();
        assertThat(nodes.status(one).at("/refused/replayed").longValue()).isZero();
    }

    @Test
    void aRestartedNodeWithItsClockSetBackIsAcceptedAgain() {
        startBoth(QUICK);
        two.close();
        nodes.setClockBack(Duration.ofHours(1));
        assertRestartIsHeard();
    }

    private void assertRestartIsHeard() {
        startTwo(OURS, QUICK);
        awaitUp(two, "node1");
        awaitUp(one, "node2");
        assertThat(nodes.status(one).at("/peers/node2/incarnation").longValue())
                .isEqualTo(nodes.status(two).get("incarnation").longValue());
    }

    @Test
    void theStatusEndpointNeedsNoKeyAndDoesNotRevealIt() {
        startOne(SLOW);
        HttpResponse<String> answer = nodes.send(nodes.request(one, "/status"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("1".repeat(64));
    }

    private HttpResponse<String> ask(HttpNode node, String path, String from, @Nullable String signature) {
        return nodes.send(signed(nodes.request(node, path), from, signature));
    }

    private HttpResponse<String> leave(@Nullable String signature) {
        return nodes.send(signed(nodes.request(one, HEARTBEAT).header("Telltale-Leaving", "yes"), "node2", signature));
    }

    private static HttpRequest.Builder signed(HttpRequest.Builder request, String from, @Nullable String signature) {
        request.header("Telltale-From", from);
        return signature == null ? request : request.header(SIGNATURE, signature);
    }

    private static void assertRefused(HttpResponse<String> answer, int code, String reason) {
        JsonNode error = NodeFixture.json(answer);
        assertThat(answer.statusCode()).as(error.toString()).isEqualTo(code);
        assertThat(error.get("error").asText()).contains(reason);
        assertThat(error.get("hint").asText()).isNotEmpty();
        assertThat(answer.headers().firstValue(SIGNATURE)).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(code == 401);
    }

    private void awaitUp(HttpNode observer, String subject) {
        Await.await(subject + " is up at the other node")
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> nodes.status(observer)
                        .at("/peers/" + subject + "/status")
                        .asText()
                        .equals("up"));
    }

    private void awaitRefused(HttpNode node, String word, long atLeast) {
        Await.await("the node counts at least " + atLeast + " refusals under " + word)
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> nodes.status(node).at("/refused/" + word).longValue() >= atLeast);
    }
}
