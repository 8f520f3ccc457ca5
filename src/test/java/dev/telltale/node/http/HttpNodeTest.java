package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestPorts;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A complete node in this process, with requests over real sockets. */
@Timeout(60)
@Tag("network")
class HttpNodeTest {
    /** An interval so long that no second regular request happens during a test. */
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);

    private static final int MAX_WAITERS = 64;
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(3);

    private final NodeFixture nodes = new NodeFixture();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void theHeartbeatResponseNamesTheNodeAndItsIncarnation() {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        JsonNode heartbeat = NodeFixture.json(nodes.send(nodes.request(node, "/heartbeat")));
        assertThat(heartbeat.fieldNames())
                .toIterable()
                .containsExactly("node_id", "status", "timestamp", "incarnation", "pid");
        assertThat(heartbeat.get("node_id").textValue()).isEqualTo("node1");
        assertThat(heartbeat.get("status").textValue()).isEqualTo("alive");
        assertThat(Instant.parse(heartbeat.get("timestamp").textValue()))
                .isBetween(Instant.now().minusSeconds(10), Instant.now());
        assertThat(heartbeat.get("incarnation").longValue()).isPositive();
        assertThat(heartbeat.get("pid").longValue())
                .isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void theStatusResponseContainsTheNodeItsSettingsAndEveryPeer() {
        int dead = TestPorts.free();
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", dead));
        Await.await("node1 missed an answer of node2")
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> nodes.status(node).at("/peers/node2/missed").intValue() == 1);
        JsonNode status = nodes.status(node);
        assertThat(status.fieldNames())
                .toIterable()
                .containsExactly(
                        "self",
                        "incarnation",
                        "pid",
                        "version",
                        "timestamp",
                        "uptime_ms",
                        "heartbeat_interval_ms",
                        "heartbeat_timeout_ms",
                        "detector",
                        "lag_ms",
                        "health",
                        "peers");
        assertThat(status.get("self").textValue()).isEqualTo("node1");
        assertThat(status.get("version").longValue()).isEqualTo(1);
        assertThat(status.get("uptime_ms").longValue()).isNotNegative();
        assertThat(status.get("heartbeat_interval_ms").longValue()).isEqualTo(30_000);
        assertThat(status.get("heartbeat_timeout_ms").longValue()).isEqualTo(60_000);
        assertThat(status.get("detector").textValue()).isEqualTo("evidence");

        JsonNode peer = status.at("/peers/node2");
        assertThat(peer.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "url",
                        "status",
                        "last_heartbeat",
                        "last_check",
                        "since",
                        "incarnation",
                        "evidence",
                        "rtt_ms",
                        "missed",
                        "error",
                        "flaps",
                        "restarts",
                        "verdicts");
        assertThat(peer.get("url").textValue()).isEqualTo("http://127.0.0.1:" + dead);
        assertThat(peer.get("status").textValue()).isEqualTo("unknown");
        assertThat(peer.get("evidence").textValue()).isEqualTo("refused");
        assertThat(peer.get("last_heartbeat").isNull()).isTrue();
        assertThat(peer.get("rtt_ms").isNull()).isTrue();
        assertThat(peer.get("error").textValue()).isEqualTo("connection refused by 127.0.0.1:" + dead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/heartbeat", "/status", "/status?index=0&wait=1s", "/no/such/path"})
    void everyResponseIsJsonWithNoStoreAndNosniff(String path) {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        HttpResponse<String> answer = nodes.send(nodes.request(node, path));
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /                           | 404 | no such path
        GET    | /heartbeat/                 | 404 | no such path
        GET    | /status/../etc              | 404 | no such path
        POST   | /heartbeat                  | 405 | this path is read-only
        DELETE | /status                     | 405 | this path is read-only
        GET    | /status?index=x             | 400 | index is a version number
        GET    | /status?index=-1            | 400 | index is a version number
        GET    | /status?index=              | 400 | index is a version number
        GET    | /status?index=1&index=2     | 400 | index is given 2 times
        GET    | /status?wait=1s             | 400 | wait needs an index to wait for
        GET    | /status?index=1&wait=soon   | 400 | wait is a duration, for example 200ms, 2s or 1m
        """)
    void anUnsupportedRequestIsAnsweredWithAnErrorAndAHint(String method, String path, int code, String error) {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        HttpResponse<String> answer =
                nodes.send(nodes.request(node, path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(NodeFixture.json(answer).get("error").textValue()).isEqualTo(error);
        assertThat(NodeFixture.json(answer).get("hint").textValue()).isNotBlank();
        assertThat(answer.headers().firstValue("Allow").orElse("")).isEqualTo(code == 405 ? "GET, HEAD" : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/heartbeat", "/status"})
    void aHeadRequestReturnsTheGetResponseWithoutABody(String path) {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        HttpResponse<String> answer =
                nodes.send(nodes.request(node, path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
        // The connection can still be used.
        assertThat(nodes.send(nodes.request(node, path)).body()).startsWith("{");
    }

    @Test
    void aBlockingQueryReturnsOnAChange() {
        int port = TestPorts.free();
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", port));
        var waiting = nodes.sendAsync(nodes.request(node, "/status?index=1&wait=30s"));
        // The response to a later request shows that the first one arrived and still waits.
        assertThat(nodes.status(node).get("version").longValue()).isEqualTo(1);
        assertThat(waiting).isNotDone();
        nodes.start(
                "node2",
                NodeFixture.anyPort().withPort(port),
                SLOW,
                NodeFixture.member("node1", node.address().port()));
        JsonNode status = NodeFixture.json(waiting.join());
        assertThat(status.get("version").longValue()).isEqualTo(2);
        assertThat(status.at("/peers/node2/status").textValue()).isEqualTo("up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "999999999999999999"})
    void aBlockingQueryWithAnotherIndexReturnsAtOnce(String index) {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        var answer = nodes.send(
                nodes.request(node, "/status?index=" + index + "&wait=30s").timeout(Duration.ofSeconds(5)));
        assertThat(NodeFixture.json(answer).get("version").longValue()).isEqualTo(1);
    }

    @Test
    void aBlockingQueryReturnsTheCurrentStateAfterItsWait() {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        ClockReading asked = TimeSource.SYSTEM.now();
        JsonNode status = NodeFixture.json(nodes.send(nodes.request(node, "/status?index=1&wait=300ms")));
        assertThat(TimeSource.SYSTEM.now().since(asked)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        assertThat(status.get("version").longValue()).isEqualTo(1);
        assertThat(Instant.parse(status.get("timestamp").textValue()))
                .isAfterOrEqualTo(asked.wall().plusMillis(250));
    }

    @Test
    void aQueryBeyondTheWaiterLimitReturnsAtOnceAndTheOthersOnAChange() {
        int port = TestPorts.free();
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", port));
        List<CompletableFuture<HttpResponse<String>>> waiting = Stream.generate(() -> nodes.sendAsync(
                        nodes.request(node, "/status?index=1&wait=30s").timeout(Duration.ofSeconds(40))))
                .limit(MAX_WAITERS + 1)
                .toList();
        Await.await("the node answers one of the waiting requests")
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(1);
        nodes.start(
                "node2",
                NodeFixture.anyPort().withPort(port),
                SLOW,
                NodeFixture.member("node1", node.address().port()));
        // Long before the end of their waits: waiting queries do not exclude a peer.
        assertThat(waiting)
                .extracting(answer -> NodeFixture.json(
                                answer.orTimeout(10, TimeUnit.SECONDS).join())
                        .get("version")
                        .longValue())
                .containsOnlyOnce(1L)
                .contains(2L);
    }

    @ParameterizedTest
    @CsvSource({"node1, node2", "node2, node1"})
    void twoNodesSeeEachOtherAtOnceInEitherStartOrder(String first, String second) {
        int firstPort = TestPorts.free();
        HttpNode later = nodes.start(
                first,
                NodeFixture.anyPort().withPort(firstPort),
                SLOW,
                NodeFixture.member(second, secondPort(firstPort)));
        Await.await(first + " missed an answer of " + second)
                .atMost(NodeFixture.AT_ONCE)
                .until(() ->
                        nodes.status(later).at("/peers/" + second + "/missed").intValue() == 1);
        HttpNode newcomer = nodes.start(
                second,
                NodeFixture.anyPort().withPort(secondPort(firstPort)),
                SLOW,
                NodeFixture.member(first, firstPort));
        Await.await("each node is up at the other")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(List.of(
                                nodes.status(later)
                                        .at("/peers/" + second + "/status")
                                        .textValue(),
                                nodes.status(newcomer)
                                        .at("/peers/" + first + "/status")
                                        .textValue()))
                        .containsOnly("up"));
    }

    private int secondPort = 0;

    private int secondPort(int taken) {
        while (secondPort == 0 || secondPort == taken) {
            secondPort = TestPorts.free();
        }
        return secondPort;
    }

    @Test
    void aHeartbeatRequestFromAnUnknownNodeChangesNothing() {
        int port = TestPorts.free();
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", port));
        Await.await("node1 missed an answer of node2")
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> nodes.status(node).at("/peers/node2/missed").intValue() == 1);
        for (String name : List.of("node9", "", "a b", "x".repeat(200), "node1")) {
            var answer = nodes.send(nodes.request(node, "/heartbeat").header("Telltale-From", name));
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(nodes.status(node).at("/peers/node2/missed").intValue()).isEqualTo(1);
        assertThat(nodes.transitions()).isEmpty();
    }

    @Test
    void closeIsFastWithOpenConnectionsAndAnswersBlockingQueries() throws IOException {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        var waiting = nodes.sendAsync(nodes.request(node, "/status?index=1&wait=30s"));
        try (var half = new Socket(node.address().host(), node.address().port());
                var idle = new Socket(node.address().host(), node.address().port())) {
            half.getOutputStream().write("GET /sta".getBytes(StandardCharsets.US_ASCII));
            half.getOutputStream().flush();
            nodes.status(node);
            assertThat(idle.isConnected()).isTrue();
            assertThat(waiting).isNotDone();
            ClockReading before = TimeSource.SYSTEM.now();
            node.close();
            assertThat(TimeSource.SYSTEM.now().since(before)).isLessThan(MAX_CLOSE_TIME);
            assertThat(waiting.join().statusCode()).isEqualTo(200);
        }
        assertThatThrownBy(() -> connect(node)).isInstanceOf(ConnectException.class);
        node.close(); // Idempotent.
    }

    private static void connect(HttpNode node) throws IOException {
        new Socket(node.address().host(), node.address().port()).close();
    }

    @Test
    void aTakenPortFailsWithABindException() {
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SLOW);
        assertThatThrownBy(() -> nodes.start("node2", node.address(), SLOW)).hasCauseInstanceOf(BindException.class);
    }
}
