package dev.telltale.node.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.node.http.HttpNode;
import dev.telltale.node.http.MisbehavingPeer;
import dev.telltale.node.http.NodeFixture;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.TestPorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evidence of misbehaving peers: correct, prompt, and without a resource leak in the node. */
@Timeout(60)
@Tag("network")
class HeartbeatClientTest {
    private static final String NODE2 = "{\"node_id\":\"node2\",\"status\":\"alive\"}";
    private static final int INTERVAL_MILLIS = 300;
    private static final HeartbeatSettings SETTINGS = NodeFixture.settings(INTERVAL_MILLIS, 60_000);
    /** Each heartbeat request is sent up to a tenth of the interval early. */
    private static final long MIN_INTERVAL_NANOS =
            Duration.ofMillis(INTERVAL_MILLIS * 9 / 10).toNanos();

    private final NodeFixture nodes = new NodeFixture();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private HttpNode watching(MisbehavingPeer peer) {
        return nodes.start("node1", NodeFixture.anyPort(), SETTINGS, member(peer));
    }

    private static Member member(MisbehavingPeer peer) {
        return NodeFixture.member("node2", peer.port());
    }

    private JsonNode peerReport(HttpNode node) {
        return nodes.status(node).at("/peers/node2");
    }

    static Stream<Arguments> hostilePeers() {
        return Stream.of(
                peer(Evidence.RESET, "connection to .* broke: .*", connection -> {
                    connection.readRequest();
                    connection.socket().setSoLinger(true, 0);
                }),
                peer(Evidence.RESET, "connection to .* broke: .*", MisbehavingPeer.Connection::readRequest),
                peer(Evidence.RESET, "connection to .* broke: .*", connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"node_id\":");
                }),
                peer(Evidence.TIMEOUT, "no complete response within 150 ms", MisbehavingPeer.Connection::holdOpen),
                peer(Evidence.TIMEOUT, "no complete response within 150 ms", connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
                    connection.holdOpen();
                }),
                peer(Evidence.TIMEOUT, "no complete response within 150 ms", HeartbeatClientTest::drip),
                peer(Evidence.BAD_STATUS, "answered with status 500", connection -> always(connection, 500, NODE2)),
                peer(Evidence.BAD_STATUS, "answered with status 404", connection -> always(connection, 404, "")),
                peer(Evidence.BAD_STATUS, "answered with status 401", connection -> always(connection, 401, NODE2)),
                peer(
                        Evidence.BAD_STATUS,
                        "answered with status 403: another name; ask \\?by it",
                        connection ->
                                always(connection, 403, "{\"error\":\"another name\",\"hint\":\"ask \\u202eby it\"}")),
                peer(
                        Evidence.BAD_STATUS,
                        "answered with status 403: a{160}\\.\\.\\.",
                        connection -> always(connection, 403, "{\"error\":\"" + "a".repeat(4_000) + "\"}")),
                peer(Evidence.BAD_STATUS, "answered with status 403", connection -> always(connection, 403, "no")),
                peer(Evidence.BAD_STATUS, "answered with status 403", connection -> always(connection, 403, "{}")),
                peer(Evidence.BAD_STATUS, "answered with status 204", connection -> always(connection, 204, "")),
                peer(Evidence.RESET, "connection to .* broke: .*", connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
                    connection.socket().setSoLinger(true, 0);
                }),
                peer(Evidence.RESET, "connection to .* broke: .*", connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
                    connection.socket().shutdownOutput();
                    connection.holdOpen();
                }),
                peer(Evidence.RESET, "connection to .* broke: .*", endless("X-A: ", "a".repeat(4_096))),
                peer(Evidence.RESET, "connection to .* broke: .*", endless("", "X-A: b\r\n".repeat(500))),
                peer(Evidence.RESET, "connection to .* broke: .*", HeartbeatClientTest::interim),
                peer(Evidence.TIMEOUT, "no complete response within 150 ms", HeartbeatClientTest::dripAHead),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, "")),
                peer(
                        Evidence.BAD_BODY,
                        ".+",
                        connection -> always(connection, 200, "{\"node_id\":\"node2\"," + NODE2.substring(1))),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, with("NaN"))),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, with("1.5"))),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, with("9".repeat(10_000)))),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, with("[".repeat(10_000)))),
                peer(
                        Evidence.BAD_BODY,
                        ".+",
                        connection -> always(connection, 200, with("\"" + "a".repeat(10_000) + '"'))),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, NODE2 + NODE2)),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, "<html>it works</html>")),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, "[]")),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, "{\"status\":\"alive\"}")),
                peer(Evidence.BAD_BODY, ".+", connection -> always(connection, 200, NODE2.replace("alive", "dead"))),
                peer(
                        Evidence.BAD_BODY,
                        "more than 16384 bytes",
                        connection -> always(connection, 200, " ".repeat(20_000) + NODE2)),
                peer(Evidence.BAD_BODY, "more than 16384 bytes", HeartbeatClientTest::endless),
                peer(
                        Evidence.WRONG_NODE,
                        "node3 answered at .*",
                        connection -> always(connection, 200, NODE2.replace("node2", "node3"))));
    }

    private static String with(String incarnation) {
        return "{\"incarnation\":" + incarnation + ',' + NODE2.substring(1);
    }

    /** Sends a head that never ends. */
    private static MisbehavingPeer.Behavior endless(String first, String again) {
        return connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\n" + first);
            while (true) {
                connection.send(again);
            }
        };
    }

    private static void interim(MisbehavingPeer.Connection connection) throws IOException {
        connection.readRequest();
        while (true) {
            connection.send("HTTP/1.1 100 Continue\r\n\r\n".repeat(4_000));
        }
    }

    private static Arguments peer(Evidence evidence, String error, MisbehavingPeer.Behavior behaviour) {
        return Arguments.of(evidence, error, behaviour);
    }

    private static void always(MisbehavingPeer.Connection connection, int code, String body) throws IOException {
        while (connection.readRequest()) {
            connection.respond(code, body);
        }
    }

    private static void drip(MisbehavingPeer.Connection connection) throws IOException {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        dripOn(connection);
    }

    private static void dripAHead(MisbehavingPeer.Connection connection) throws IOException {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nX-A: ");
        dripOn(connection);
    }

    private static void dripOn(MisbehavingPeer.Connection connection) throws IOException {
        for (int i = 0; i < 100_000; i++) {
            connection.send(" ");
            connection.socket().setSoTimeout(20);
            try {
                connection.socket().getInputStream().read();
                return;
            } catch (java.net.SocketTimeoutException stillThere) {
                // The pause between two drops.
            }
        }
    }

    private static void endless(MisbehavingPeer.Connection connection) throws IOException {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 1_000; i++) {
            connection.send("1000\r\n" + " ".repeat(4_096) + "\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("hostilePeers")
    void aMisbehavingPeerIsNeverUp(Evidence evidence, String error, MisbehavingPeer.Behavior behaviour) {
        try (var peer = new MisbehavingPeer(behaviour)) {
            HttpNode node = watching(peer);
            Await.until(
                    "node1 missed two answers of node2",
                    () -> peerReport(node).get("missed").intValue() >= 2);
            JsonNode report = peerReport(node);
            assertThat(report.get("evidence").textValue()).isEqualTo(evidence.id());
            assertThat(report.get("error").textValue()).matches(error);
            assertThat(report.get("status").textValue()).isEqualTo("unknown");
            assertThat(report.get("last_heartbeat").isNull()).isTrue();
        }
    }

    static Stream<MisbehavingPeer.Behavior> floods() {
        return Stream.of(
                HeartbeatClientTest::endless,
                endless("X-A: ", "a".repeat(4_096)),
                endless("", "X-A: b\r\n".repeat(500)),
                HeartbeatClientTest::interim);
    }

    /** An endless response must not block the I/O thread for other peers. */
    @ParameterizedTest
    @MethodSource("floods")
    void anEndlessResponseDoesNotDelayOtherPeers(MisbehavingPeer.Behavior behaviour) {
        try (var peer = new MisbehavingPeer(behaviour);
                var good =
                        new MisbehavingPeer(connection -> always(connection, 200, NODE2.replace("node2", "node3")))) {
            HttpNode node = nodes.start(
                    "node1",
                    NodeFixture.anyPort(),
                    NodeFixture.settings(600, 60_000),
                    member(peer),
                    NodeFixture.member("node3", good.port()));
            Await.until(
                    "node1 missed three answers of node2",
                    () -> peerReport(node).get("missed").intValue() >= 3);
            Await.until(
                    "node3 is up at node1",
                    () -> nodes.status(node)
                            .at("/peers/node3/status")
                            .textValue()
                            .equals("up"));
            assertThat(nodes.transitions())
                    .extracting(Transition::to)
                    .contains(Status.UP)
                    .doesNotContain(Status.DOWN);
        }
    }

    @Test
    void aRefusedConnectionIsReportedAsRefused() {
        int port = TestPorts.free();
        HttpNode node = nodes.start("node1", NodeFixture.anyPort(), SETTINGS, NodeFixture.member("node2", port));
        Await.until(
                "node1 missed two answers of node2",
                () -> peerReport(node).get("missed").intValue() >= 2);
        assertThat(peerReport(node).get("evidence").textValue()).isEqualTo("refused");
        assertThat(peerReport(node).get("error").textValue()).isEqualTo("connection refused by 127.0.0.1:" + port);
    }

    @Test
    void aPeerWithTheSmallerHeartbeatOfTheOriginalDemoIsUp() {
        String local = "{\"node_id\":\"node2\",\"status\":\"alive\",\"timestamp\":\"2026-11-23T04:20:31.123456\"}";
        try (var peer = new MisbehavingPeer(connection -> always(connection, 200, local))) {
            HttpNode node = watching(peer);
            Await.until("the peer got three requests", () -> peer.requestNanos().size() >= 3);
            JsonNode report = peerReport(node);
            assertThat(report.get("status").textValue()).isEqualTo("up");
            assertThat(report.get("incarnation").isNull()).isTrue();
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 200 OK\r\n", "HTTP/1.1 200 OK\r\nConnection: close\r\n"})
    void aPeerThatClosesAfterEachResponseIsUpWithoutARequestStorm(String head) {
        try (var peer = new MisbehavingPeer(connection -> {
            connection.readRequest();
            connection.send(head + "Content-Length: " + NODE2.length() + "\r\n\r\n" + NODE2);
        })) {
            stayUpWithoutAStorm(peer);
        }
    }

    @Test
    void anIncompleteResponseBeforeAnAnnouncedCloseIsAReset() {
        try (var peer = new MisbehavingPeer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.0 200 OK\r\nContent-Length: 500\r\n\r\n" + NODE2);
        })) {
            HttpNode node = watching(peer);
            Await.until(
                    "node1 missed two answers of node2",
                    () -> peerReport(node).get("missed").intValue() >= 2);
            assertThat(peerReport(node).get("evidence").textValue()).isEqualTo("reset");
        }
    }

    @Test
    void anIdleConnectionClosedByThePeerIsNoFailure() {
        try (var peer = new MisbehavingPeer(connection -> {
            connection.readRequest();
            // Closes without announcing it.
            connection.respond(200, NODE2);
        })) {
            stayUpWithoutAStorm(peer);
        }
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsComplete() {
        try (var peer = new MisbehavingPeer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.0 200 OK\r\n\r\n" + NODE2);
        })) {
            stayUpWithoutAStorm(peer);
        }
    }

    private void stayUpWithoutAStorm(MisbehavingPeer peer) {
        HttpNode node = watching(peer);
        int enough = 12;
        Await.until(
                "the peer got " + enough + " requests",
                () -> peer.requestNanos().size() >= enough);
        assertThat(peerReport(node).get("status").textValue()).isEqualTo("up");
        assertThat(nodes.transitions()).extracting(Transition::to).containsExactly(Status.UP);
        List<Long> asked = peer.requestNanos();
        // At most two requests per interval, so this number of requests takes at least half as many intervals.
        long intervals = enough / 2 - 1L;
        assertThat(asked.get(enough - 1) - asked.get(0)).isGreaterThanOrEqualTo(intervals * MIN_INTERVAL_NANOS);
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var target = new MisbehavingPeer(connection -> always(connection, 200, NODE2));
                var peer = new MisbehavingPeer(connection -> {
                    while (connection.readRequest()) {
                        connection.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + target.port()
                                + "/heartbeat\r\nContent-Length: 0\r\n\r\n");
                    }
                })) {
            HttpNode node = watching(peer);
            Await.until(
                    "node1 missed two answers of node2",
                    () -> peerReport(node).get("missed").intValue() >= 2);
            assertThat(peerReport(node).get("evidence").textValue()).isEqualTo("bad_status");
            assertThat(target.connections()).isZero();
        }
    }

    /** XNIO logs tasks that a terminated thread rejects, with a stack trace, as an error. */
    @Test
    void aNodeThatClosesWhileItsPeersHangSendsNoMoreRequests() {
        var warnings = new ByteArrayOutputStream();
        var handler = new StreamHandler(warnings, new SimpleFormatter());
        handler.setLevel(Level.WARNING);
        // Referenced until the end, since the log manager keeps only weak references to loggers.
        List<Logger> loggers =
                Stream.of("org.xnio", "io.undertow").map(Logger::getLogger).toList();
        loggers.forEach(logger -> logger.addHandler(handler));
        try (var peer = new MisbehavingPeer(connection -> {
            connection.readRequest();
            connection.respond(200, NODE2);
            connection.readRequest();
            connection.holdOpen();
        })) {
            HttpNode node =
                    nodes.start("node1", NodeFixture.anyPort(), NodeFixture.settings(1_000, 60_000), member(peer));
            Await.until("the peer got two requests", () -> peer.requestNanos().size() >= 2);
            node.close();
        } finally {
            loggers.forEach(logger -> logger.removeHandler(handler));
            handler.close();
        }
        assertThat(warnings.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    static Stream<MisbehavingPeer.Behavior> costlyPeers() {
        return Stream.of(
                MisbehavingPeer.Connection::holdOpen,
                MisbehavingPeer.Connection::readRequest,
                HeartbeatClientTest::endless,
                connection -> always(connection, 500, ""));
    }

    @ParameterizedTest
    @MethodSource("costlyPeers")
    void fiftyFailuresLeaveNoSocketAndNoThread(MisbehavingPeer.Behavior behaviour) {
        try (var peer = new MisbehavingPeer(behaviour)) {
            HttpNode node = nodes.start("node1", NodeFixture.anyPort(), NodeFixture.settings(40, 60_000), member(peer));
            IntSupplier missed = () -> peerReport(node).get("missed").intValue();
            Await.until("node1 missed five answers of node2", () -> missed.getAsInt() >= 5);
            int files = Proc.openFiles();
            int threads = Thread.activeCount();
            Await.until("node1 missed fifty more answers of node2", () -> missed.getAsInt() >= 55);
            // The last attempt of either count may still be in progress.
            assertThat(Proc.openFiles()).isLessThanOrEqualTo(files + 5);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        }
    }
}
