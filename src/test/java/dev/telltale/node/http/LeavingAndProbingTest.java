package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestPorts;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leave announcements, indirect probes, and requests that need the token. */
@Tag("network")
class LeavingAndProbingTest {
    /** An interval so long that only out-of-turn requests happen during a test. */
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);

    private final NodeFixture nodes = new NodeFixture();
    private HttpNode one;
    private HttpNode two;

    @BeforeEach
    void start() {
        int port = TestPorts.free();
        one = nodes.start("node1", NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", port));
        two = nodes.start(
                "node2",
                NodeFixture.anyPort().withPort(port),
                SLOW,
                NodeFixture.member("node1", one.address().port()));
        awaitStatus("up");
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void aLeavingNodeIsDownAtOnceByItsAnnouncement() {
        two.close();
        awaitStatus("down");

        JsonNode report = nodes.status(one).at("/peers/node2");
        assertThat(report.get("evidence").textValue()).isEqualTo("left");
        assertThat(report.at("/verdicts/swim/status").textValue()).isEqualTo("down");
        assertThat(report.at("/verdicts/timeout/status").textValue())
                .as("which ignores leaves, and suspects no peer in its first interval")
                .isEqualTo("up");
    }

    @Test
    void aForgedLeaveAnnouncementForARespondingNodeChangesNothing() {
        String before = nodes.status(one).at("/peers/node2/last_check").textValue();
        nodes.send(nodes.request(one, "/heartbeat")
                .header("Telltale-From", "node2")
                .header("Telltale-Leaving", "yes"));

        Await.await("node1 checked node2 again")
                .atMost(NodeFixture.AT_ONCE)
                .until(() -> !nodes.status(one)
                        .at("/peers/node2/last_check")
                        .textValue()
                        .equals(before));
        assertThat(nodes.status(one).at("/peers/node2/status").textValue()).isEqualTo("up");
        assertThat(nodes.transitions()).hasSize(2);
    }

    @Test
    void aProbeSendsARequestToTheSubjectAndReturnsTheResult() {
        JsonNode answer = NodeFixture.json(nodes.send(nodes.request(one, "/probe?subject=node2")));
        assertThat(answer.get("evidence").textValue()).isEqualTo("ok");
        assertThat(answer.get("incarnation").longValue())
                .isEqualTo(nodes.status(two).get("incarnation").longValue());
    }

    @ParameterizedTest
    @CsvSource({"/probe", "/probe?subject=node9", "/probe?subject=node1", "/probe?subject=node2&subject=node2"})
    void aProbeOfANonPeerIsRejected(String path) {
        var answer = nodes.send(nodes.request(one, path));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(NodeFixture.json(answer).get("hint").textValue()).contains("/probe?subject=node2");
    }

    @Test
    void theDetectorOfARunningNodeCannotBeSet() {
        var answer = nodes.send(nodes.request(one, "/detector")
                .header("Authorization", "Bearer " + NodeFixture.TOKEN.reveal())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"detector\":\"phi\"}")));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(nodes.status(one).get("detector").textValue()).isEqualTo("evidence");
    }

    private void awaitStatus(String status) {
        Await.await("node2 is " + status + " at node1")
                .atMost(NodeFixture.AT_ONCE)
                .until(() ->
                        nodes.status(one).at("/peers/node2/status").textValue().equals(status));
    }
}
