package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.auth.AuthToken;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.TestPorts;
import dev.telltale.time.TimeSource;
import dev.telltale.wire.FaultJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults injected into nodes in this process, over HTTP. */
@Tag("network")
class FaultsTest {
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final HeartbeatSettings SETTINGS = NodeFixture.settings(100, 400);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final NodeFixture nodes = new NodeFixture();
    private HttpNode one;
    private HttpNode two;

    @BeforeEach
    void start() {
        int[] ports = TestPorts.free(2);
        one = nodes.start("node1", new Address("127.0.0.1", ports[0]), SETTINGS, NodeFixture.member("node2", ports[1]));
        two = nodes.start("node2", new Address("127.0.0.1", ports[1]), SETTINGS, NodeFixture.member("node1", ports[0]));
        await(one, "up");
        await(two, "up");
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCutAppliedAtEitherEndChangesOnlyItsOwnCell(int end) {
        HttpNode enforcer = end == 1 ? one : two;
        put(enforcer, "cut", new LinkFault.Cut(Set.of(new Link(ONE, TWO))), LEASE);

        await(one, "down");
        assertThat(cell(one).path("evidence").asText()).isEqualTo("timeout");
        await(two, "up");
        assertThat(cell(two).path("missed").asInt()).isZero();

        heal(enforcer, "cut");
        await(one, "up");
        assertThat(cell(two).path("flaps").asInt()).isZero();
    }

    @Test
    void aDelayBelowTheDeadlineRaisesTheRoundTripAndCausesNoDown() {
        put(one, "d", new LinkFault.Delay(Set.of(new Link(ONE, TWO)), Duration.ofMillis(20), Duration.ZERO), LEASE);

        Await.until(
                "node1 measures a round trip of 20 ms",
                () -> cell(one).path("rtt_ms").asDouble() >= 20);
        await(one, "up");
        // On a busy machine one round trip may take as long without a fault, but not all of them.
        Await.until(
                "node2 measures a round trip below 20 ms, for the delay is of one direction",
                () -> cell(two).path("rtt_ms").asDouble() < 20);
    }

    @Test
    void aLinkThatDropsEverythingIsDown() {
        put(one, "drop", new LinkFault.Drop(Set.of(new Link(ONE, TWO)), 1), LEASE);

        await(one, "down");
        await(two, "up");
    }

    @Test
    void aStalledNodeAnswersOnlyFaultRequestsAndStillObserves() {
        put(two, "stall", new NodeFault.Stall(TWO), LEASE);

        await(one, "down");
        assertThat(cell(one).path("evidence").asText()).isEqualTo("timeout");
        assertThat(nodes.sendAsync(nodes.request(two, "/status").timeout(Duration.ofMillis(300))))
                .failsWithin(NodeFixture.TIMEOUT);

        heal(two, "stall");
        await(one, "up");
        assertThat(cell(two).path("missed").asInt()).as("it went on asking").isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void errorsAndGarbageHaveTheirOwnEvidence(boolean isGarbage) {
        put(two, "error", new NodeFault.Fail(TWO, isGarbage), LEASE);

        await(one, "down");
        assertThat(cell(one).path("evidence").asText()).isEqualTo(isGarbage ? "bad_body" : "bad_status");
        heal(two, "error");
        await(one, "up");
    }

    @Test
    void aGrayNodeAnswersHeartbeatRequestsAndFailsStatusRequests() {
        put(two, "gray", new NodeFault.Gray(TWO, Endpoint.STATUS), LEASE);

        assertThat(nodes.send(nodes.request(two, "/status")).statusCode()).isEqualTo(500);
        assertThat(nodes.send(nodes.request(two, "/heartbeat")).statusCode()).isEqualTo(200);
        heal(two, "gray");
        assertThat(nodes.send(nodes.request(two, "/status")).statusCode()).isEqualTo(200);
    }

    /** Otherwise a stalled node would still respond until the end of the longest wait. */
    @Test
    void aBlockingQueryIsAnsweredWithTheFaultsActiveAtItsEnd() {
        Await.until("node2 answers a question that waited with an error", () -> {
            long version = NodeFixture.json(nodes.send(nodes.request(two, "/status")))
                    .path("version")
                    .asLong();
            var waiting = nodes.sendAsync(nodes.request(two, "/status?index=" + version + "&wait=500ms"));
            nodes.send(nodes.request(two, "/heartbeat"));
            put(two, "gray", new NodeFault.Gray(TWO, Endpoint.STATUS), LEASE);
            int code = waiting.join().statusCode();
            heal(two, "gray");
            // A change of version completes the query before the fault is active.
            return code == 500;
        });
    }

    @Test
    void aSlowNodeRespondsLateButCorrectly() {
        put(two, "slow", new NodeFault.Slow(TWO, Duration.ofMillis(30), Duration.ZERO), LEASE);

        Await.until(
                "node1 measures a round trip of 30 ms",
                () -> cell(one).path("rtt_ms").asDouble() >= 30);
        assertThat(nodes.status(two).path("self").asText()).isEqualTo("node2");
        await(one, "up");
    }

    @Test
    void aSkewedClockChangesTheTimestampButNoStatus() {
        put(two, "skew", new NodeFault.Skew(TWO, Duration.ofHours(-1)), LEASE);

        Instant told = Instant.parse(nodes.status(two).path("timestamp").asText());
        assertThat(Duration.between(told, TimeSource.SYSTEM.now().wall()))
                .isCloseTo(Duration.ofHours(1), Duration.ofSeconds(30));
        await(one, "up");
        await(two, "up");
    }

    @Test
    void aFaultThatIsNotRenewedExpires() {
        put(two, "error", new NodeFault.Fail(TWO, false), Fault.MIN_LEASE);
        await(one, "down");

        await(one, "up");
        assertThat(NodeFixture.json(nodes.send(authorized(two, "/faults"))).path("faults"))
                .isEmpty();
        assertThat(nodes.remarks())
                .anyMatch(remark -> remark.startsWith("fault expired: error (test did not renew it within 1000 ms)"));
    }

    @Test
    void healingTwiceHealsNothingAndRenewingAHealedFaultIsRejected() {
        put(two, "stall", new NodeFault.Stall(TWO), LEASE);

        assertThat(renew(two, "stall").statusCode()).isEqualTo(200);
        assertThat(heal(two, "stall").path("healed").asInt()).isEqualTo(1);
        assertThat(heal(two, "stall").path("healed").asInt()).isZero();
        assertThat(renew(two, "stall").statusCode()).isEqualTo(410);
        assertThat(nodes.send(nodes.request(two, "/heartbeat")).statusCode()).isEqualTo(200);
    }

    @Test
    void faultRequestsWithoutTheTokenAreRejected() {
        byte[] body = FaultJson.write(fault("a", new NodeFault.Stall(ONE), LEASE));
        var wrong = new AuthToken("ab".repeat(AuthToken.BYTES));
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            HttpRequest.Builder bare = nodes.request(one, "/faults")
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            assertThat(nodes.send(bare).statusCode()).as(method).isEqualTo(401);
            assertThat(nodes.send(bare.header("Authorization", "Bearer " + wrong.reveal()))
                            .statusCode())
                    .as(method)
                    .isEqualTo(401);
        }
        assertThat(NodeFixture.json(nodes.send(authorized(one, "/faults"))).path("faults"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/faults,   Bearer TOKEN_CUT, application/json, 401",
        "/faults,   Bearer TOKENx,    application/json, 401",
        "/faults,   Bearer,           application/json, 401",
        "/faults,   TOKEN,            application/json, 401",
        "/faults,   Basic TOKEN,      application/json, 401",
        "/faults,   Bearer TOKEN,     text/plain,       415",
        "/faults,   Bearer TOKEN,     application/x-www-form-urlencoded, 415",
        "/faults,   Bearer TOKEN,     multipart/form-data, 415",
        "/faults,   Bearer TOKEN,     application/jsonp, 415",
        "/faults?token=TOKEN, Bearer, application/json, 401",
        "/faults?access_token=TOKEN, '', application/json, 401",
    })
    void onlyTheCompleteTokenWithJsonChangesANode(String path, String authorization, String type, int code) {
        String body = new String(FaultJson.write(fault("a", new NodeFault.Stall(ONE), LEASE)), StandardCharsets.UTF_8);
        HttpResponse<String> answer = nodes.send(nodes.request(one, withToken(path))
                .header("Authorization", withToken(authorization))
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain(NodeFixture.TOKEN.reveal());
        assertThat(NodeFixture.json(nodes.send(authorized(one, "/faults"))).path("faults"))
                .isEmpty();
        assertThat(String.join("", nodes.remarks())).doesNotContain(NodeFixture.TOKEN.reveal());
    }

    private static String withToken(String text) {
        String token = NodeFixture.TOKEN.reveal();
        return text.replace("TOKEN_CUT", token.substring(1)).replace("TOKEN", token);
    }

    @Test
    void aFormPostOfAWebPageIsRejected() {
        HttpResponse<String> answer = nodes.send(nodes.request(one, "/faults")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("kind=stall")));
        assertThat(answer.statusCode()).isIn(401, 405);
    }

    @Test
    void invalidFaultRequestsAreRejectedWithAReason() {
        HttpResponse<String> bad = nodes.send(authorized(one, "/faults")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"id\":\"a\"}")));
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(NodeFixture.json(bad).path("error").asText()).isEqualTo("author is missing");
        HttpResponse<String> text = nodes.send(authorized(one, "/faults")
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(text.statusCode()).isEqualTo(415);
        HttpResponse<String> post =
                nodes.send(authorized(one, "/faults").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, PUT, DELETE");
    }

    private static Fault fault(String id, FaultType effect, Duration lease) {
        return new Fault(new FaultId(id), "test", effect, Instant.EPOCH, lease);
    }

    @Test
    void aFaultAppliesToARequestThatIsRepeatedOnItsConnection() throws IOException {
        try (var client = new RawHttpClient(two.address())) {
            assertThat(heartbeat(client)).isEqualTo(200);
            assertThat(heartbeat(client)).isEqualTo(200);
            put(two, "error", new NodeFault.Fail(TWO, false), LEASE);
            assertThat(heartbeat(client)).isEqualTo(500);
            assertThat(heartbeat(client)).isEqualTo(500);
            heal(two, "error");
            assertThat(heartbeat(client)).isEqualTo(200);
        }
    }

    private int heartbeat(RawHttpClient client) throws IOException {
        client.send("GET /heartbeat HTTP/1.1\r\nHost: " + two.address() + "\r\n\r\n");
        return client.receive().code();
    }

    private void put(HttpNode node, String id, FaultType effect, Duration lease) {
        HttpResponse<String> answer = nodes.send(authorized(node, "/faults")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(FaultJson.write(fault(id, effect, lease)))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Instant.parse(NodeFixture.json(answer).path("since").asText()))
                .as("the node says since when")
                .isCloseTo(TimeSource.SYSTEM.now().wall(), within(30, ChronoUnit.SECONDS));
    }

    private JsonNode heal(HttpNode node, String id) {
        return NodeFixture.json(nodes.send(authorized(node, "/faults?id=" + id).DELETE()));
    }

    private HttpResponse<String> renew(HttpNode node, String id) {
        return nodes.send(authorized(node, "/faults?id=" + id).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder authorized(HttpNode node, String path) {
        return nodes.request(node, path).header("Authorization", "Bearer " + NodeFixture.TOKEN.reveal());
    }

    /** The node's report on the other one. */
    private JsonNode cell(HttpNode node) {
        return nodes.status(node).path("peers").path(node == one ? "node2" : "node1");
    }

    private void await(HttpNode node, String status) {
        String observer = node == one ? "node1" : "node2";
        String subject = node == one ? "node2" : "node1";
        Await.until(
                subject + " is " + status + " at " + observer,
                () -> cell(node).path("status").asText().equals(status));
    }
}
