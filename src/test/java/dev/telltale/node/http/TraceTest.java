package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.auth.ClusterIdentity;
import dev.telltale.auth.ClusterKey;
import dev.telltale.client.TraceClient;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.node.NodeEvent;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestPorts;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.trace.TraceChunk;
import dev.telltale.wire.FaultJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real nodes serve what they were told and what they asked. */
@Timeout(60)
@Tag("network")
class TraceTest {
    /** An interval so long that no second regular request happens during a test. */
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);

    private static final HeartbeatSettings QUICK = NodeFixture.settings(100, 1_000);
    private static final ClusterIdentity OURS = new ClusterIdentity("demo", ClusterKey.parse("1".repeat(64)));
    private static final ClusterIdentity OTHERS = new ClusterIdentity("demo", ClusterKey.parse("2".repeat(64)));
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final int MAX_WAITERS = 8;

    private final NodeFixture nodes = new NodeFixture();
    private final TraceClient client = new TraceClient(HostName::ofSystem, null);
    private final int port = TestPorts.free();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    /** Starts node1, whose only peer is node2. */
    private HttpNode startOne(HeartbeatSettings settings) {
        return nodes.start("node1", NodeFixture.anyPort(), settings, NodeFixture.member("node2", port));
    }

    private HttpNode startTwo(HeartbeatSettings settings, HttpNode one) {
        return nodes.start(
                "node2",
                NodeFixture.anyPort().withPort(port),
                settings,
                NodeFixture.member("node1", one.address().port()));
    }

    private static Member member(HttpNode node) {
        return new Member(ONE, node.address());
    }

    /** Reads until the attempts of these ticks end with this evidence. */
    private TraceChunk readUntil(HttpNode node, Evidence evidence) throws IOException {
        TraceChunk[] read = new TraceChunk[1];
        Await.until("the trace has an attempt that ended with " + evidence, () -> {
            read[0] = client.read(member(node), 0, Duration.ZERO);
            return attempts(read[0]).stream().anyMatch(attempt -> attempt.evidence() == evidence);
        });
        return read[0];
    }

    private static List<Attempt> attempts(TraceChunk chunk) {
        return chunk.ticks().stream()
                .flatMap(tick -> tick.events().stream())
                .filter(NodeEvent.AttemptCompleted.class::isInstance)
                .map(event -> ((NodeEvent.AttemptCompleted) event).attempt())
                .toList();
    }

    @Test
    void theTraceBeginsWithTheFirstRequestAndHasItsEnd() throws IOException {
        ClockReading before = TimeSource.SYSTEM.now();
        HttpNode node = startOne(SLOW);

        TraceChunk chunk = readUntil(node, Evidence.REFUSED);

        assertThat(chunk.header().observer()).isEqualTo(ONE);
        assertThat(chunk.header().incarnation())
                .isEqualTo(nodes.status(node).get("incarnation").longValue());
        assertThat(chunk.header().peers()).containsExactly(TWO);
        assertThat(chunk.header().heartbeat()).isEqualTo(SLOW);
        assertThat(chunk.header().detection()).isEqualTo(DetectionSettings.DEFAULT);
        assertThat(List.of(chunk.first(), chunk.lost())).containsOnly(0L);
        assertThat(chunk.next()).isEqualTo(chunk.ticks().size());
        assertThat(chunk.ticks().get(0).requests()).containsExactly(TWO);
        Attempt attempt = attempts(chunk).get(0);
        assertThat(attempt.evidence()).isEqualTo(Evidence.REFUSED);
        assertThat(attempt.ended().since(chunk.ticks().get(0).at())).isGreaterThanOrEqualTo(attempt.took());
        assertThat(Duration.between(before.wall(), attempt.ended().wall()))
                .isBetween(Duration.ofMillis(-1), Duration.ofSeconds(30));
    }

    @Test
    void everyAttemptIsServedOnceAndInOrder() throws IOException {
        HttpNode one = startOne(QUICK);
        HttpNode two = startTwo(QUICK, one);
        long next = 0;
        int requests = 0;
        int ended = 0;
        ClockReading last = null;
        while (ended < 20) {
            TraceChunk chunk = client.read(member(one), next, Duration.ofSeconds(10));
            assertThat(chunk.first()).isEqualTo(next);
            assertThat(chunk.lost()).isZero();
            for (var tick : chunk.ticks()) {
                assertThat(last == null ? 0 : tick.at().nanosSince(last)).isNotNegative();
                last = tick.at();
                requests += tick.requests().size();
            }
            for (Attempt attempt : attempts(chunk)) {
                ended++;
                assertThat(attempt.incarnation())
                        .isEqualTo(
                                attempt.evidence() == Evidence.OK
                                        ? (Long) nodes.status(two)
                                                .get("incarnation")
                                                .longValue()
                                        : null);
            }
            assertThat(requests - ended).as("attempts in flight").isBetween(0, 1);
            next = chunk.next();
        }
    }

    @Test
    void aRequestWaitsForTheNextTickAndNoLongerThanItsWait() throws IOException {
        HttpNode node = startOne(SLOW);
        long next = readUntil(node, Evidence.REFUSED).next();

        ClockReading asked = TimeSource.SYSTEM.now();
        TraceChunk none = client.read(member(node), next, Duration.ofMillis(300));
        assertThat(TimeSource.SYSTEM.now().since(asked)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        assertThat(none.ticks()).isEmpty();
        assertThat(List.of(none.first(), none.next())).containsOnly(next);

        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return client.read(member(node), next, Duration.ofSeconds(30));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        startTwo(SLOW, node);
        // Long before the regular request: node2 caused one out of turn.
        TraceChunk chunk = waiting.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(chunk.first()).isEqualTo(next);
        assertThat(chunk.ticks().get(0).requests()).containsExactly(TWO);
    }

    @Test
    void theNumberOfAnEarlierProcessIsAnsweredAtOnceWithTheHeaderOfThisOne() throws IOException {
        HttpNode first = startOne(SLOW);
        TraceChunk before = readUntil(first, Evidence.REFUSED);
        first.close();
        nodes.setClockBack(Duration.ofHours(1));
        HttpNode second = nodes.start("node1", first.address(), SLOW, NodeFixture.member("node2", port));

        TraceChunk chunk = client.read(member(second), before.next() + 1_000, Duration.ofSeconds(30));

        assertThat(chunk.ticks()).isEmpty();
        assertThat(chunk.header().incarnation())
                .isEqualTo(nodes.status(second).get("incarnation").longValue())
                .isNotEqualTo(before.header().incarnation());
        assertThat(client.read(member(second), 0, Duration.ofSeconds(10)).first())
                .isZero();
    }

    @Test
    void moreThanTheAllowedNumberOfRequestsIsAnsweredWithoutWaiting() throws IOException {
        HttpNode node = startOne(SLOW);
        long next = readUntil(node, Evidence.REFUSED).next();
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.rangeClosed(0, MAX_WAITERS)
                .mapToObj(i -> nodes.sendAsync(
                        nodes.request(node, "/trace?from=" + next + "&wait=30s").timeout(Duration.ofSeconds(40))))
                .toList();
        Await.await("the node answers one of the waiting requests")
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> waiting.stream().anyMatch(CompletableFuture::isDone));
        assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(1);
        node.close();
        assertThat(waiting)
                .as("the others at the end of the node")
                .allSatisfy(answer -> assertThat(
                                answer.orTimeout(10, TimeUnit.SECONDS).join().statusCode())
                        .isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({
        "from=-1, from is the number of a tick",
        "from=x, from is the number of a tick",
        "from=1&from=2, from is given 2 times",
        "from=1&wait=soon, 'wait is a duration, for example 200ms, 2s or 1m'",
        "wait=1s, wait needs a tick to wait for"
    })
    void aBadParameterIsRefused(String query, String error) {
        HttpNode node = startOne(SLOW);
        HttpResponse<String> answer = nodes.send(nodes.request(node, "/trace?" + query));
        JsonNode json = NodeFixture.json(answer);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.get("error").asText()).isEqualTo(error);
        assertThat(json.get("hint").asText()).isEqualTo("use /trace?from=42&wait=10s");
    }

    @Test
    void theTraceIsReadOnlyAndBinary() {
        HttpNode node = startOne(SLOW);
        HttpResponse<String> answer = nodes.send(nodes.request(node, "/trace"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(nodes.send(nodes.request(node, "/trace").DELETE()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void faultsOfTheStatusConcernTheTrace() throws IOException {
        HttpNode node = startOne(SLOW);
        var fault = new Fault(
                new FaultId("gray"),
                "test",
                new NodeFault.Gray(ONE, Endpoint.STATUS),
                TimeSource.SYSTEM.now().wall(),
                Duration.ofMinutes(1));
        HttpRequest.Builder put = nodes.request(node, "/faults")
                .header("Authorization", "Bearer " + NodeFixture.TOKEN.reveal())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(FaultJson.write(fault)));
        assertThat(nodes.send(put).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> client.read(member(node), 0, Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessage("answers with status 500");
    }

    @Test
    void aNodeWithAKeySignsTheTraceForAReaderThatHasIt() throws IOException {
        HttpNode node = nodes.start("node1", OURS, NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", port));
        readUntil(node, Evidence.REFUSED);

        var keyed = new TraceClient(HostName::ofSystem, OURS);
        assertThat(keyed.read(member(node), 0, Duration.ZERO).ticks()).isNotEmpty();
        assertThat(keyed.read(member(node), 1, Duration.ZERO).first())
                .as("a reader needs no place among the peers, and may read often")
                .isEqualTo(1);

        assertThatThrownBy(() -> new TraceClient(HostName::ofSystem, OTHERS).read(member(node), 0, Duration.ZERO))
                .hasMessage("answers with status 401");
        assertThat(nodes.status(node).at("/refused/wrong_key").longValue()).isEqualTo(1);
    }

    @Test
    void aReaderWithAKeyRefusesATraceWithoutASignature() {
        HttpNode node = startOne(SLOW);
        assertThatThrownBy(() -> new TraceClient(HostName::ofSystem, OURS).read(member(node), 0, Duration.ZERO))
                .hasMessage("the response has no signature of our cluster key");
    }

    @Test
    void aReaderRefusesWhatIsNoTraceOfTheNode() {
        HttpNode node = startOne(SLOW);
        assertThatThrownBy(() -> client.read(new Member(TWO, node.address()), 0, Duration.ZERO))
                .hasMessage("node1 answers at " + node.address());
        try (var liar = new MisbehavingPeer(connection -> {
            while (connection.readRequest()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            }
        })) {
            assertThatThrownBy(() -> client.read(NodeFixture.member("node2", liar.port()), 0, Duration.ZERO))
                    .hasMessageStartingWith("invalid response: ");
        }
        assertThatThrownBy(() -> client.read(NodeFixture.member("node2", TestPorts.free()), 0, Duration.ZERO))
                .hasMessage("connection refused");
    }
}
