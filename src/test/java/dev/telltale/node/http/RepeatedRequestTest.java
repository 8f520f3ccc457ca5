package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.RawHttpClient.Response;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with the same bytes on one connection, which a node answers without parsing them again. */
@Timeout(60)
@Tag("network")
class RepeatedRequestTest {
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeFixture nodes = new NodeFixture();
    private HttpNode node;
    private RawHttpClient client;

    @BeforeEach
    void start() throws IOException {
        node = nodes.start("node1", NodeFixture.anyPort(), SLOW, NodeFixture.member("node2", TestPorts.free()));
        client = new RawHttpClient(node.address());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        nodes.close();
    }

    private String request(String method, String path) {
        return method + ' ' + path + " HTTP/1.1\r\nHost: " + node.address() + "\r\n\r\n";
    }

    private Response get(String path) throws IOException {
        client.send(request("GET", path));
        return client.receive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/heartbeat", "/status"})
    void everyRepetitionHasTheSameHeadersAndTheCurrentTime(String path) throws Exception {
        Response first = get(path);
        for (int i = 0; i < 20; i++) {
            Instant before = Instant.now().minusMillis(10);
            Response next = get(path);
            assertThat(next.code()).isEqualTo(200);
            assertThat(withoutDate(next)).isEqualTo(withoutDate(first));
            assertThat(next.headers().get("date")).matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9:]{4,} .*GMT");
            JsonNode json = JSON.readTree(next.body());
            assertThat(json.size()).isEqualTo(JSON.readTree(first.body()).size());
            assertThat(Instant.parse(json.get("timestamp").textValue())).isBetween(before, Instant.now());
        }
    }

    private static Map<String, String> withoutDate(Response response) {
        Map<String, String> headers = new TreeMap<>(response.headers());
        headers.remove("date");
        headers.remove("content-length");
        return headers;
    }

    @Test
    void aChangeOfStatusIsInTheNextRepetition() throws IOException {
        get("/status");
        get("/status");
        Await.await("node2 refused a request")
                .until(() -> JSON.readTree(get("/status").body())
                                .at("/peers/node2/missed")
                                .intValue()
                        == 1);
    }

    @Test
    void anotherRequestBetweenRepetitionsGetsItsOwnResponse() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/heartbeat").code()).isEqualTo(200);
            assertThat(get("/heartbeat").code()).isEqualTo(200);
            assertThat(get("/heartbeats").code()).isEqualTo(404);
            assertThat(get("/heartbeat").code()).isEqualTo(200);
        }
    }

    @Test
    void aRepetitionInTwoPartsIsAnswered() throws Exception {
        get("/heartbeat");
        get("/heartbeat");
        String request = request("GET", "/heartbeat");
        client.send(request.substring(0, 30));
        Thread.sleep(50);
        client.send(request.substring(30));
        assertThat(client.receive().code()).isEqualTo(200);
        assertThat(get("/heartbeat").code()).isEqualTo(200);
    }

    @Test
    void aBodyWithTheBytesOfAnEarlierRequestIsNoRequest() throws IOException {
        get("/heartbeat");
        String repeated = request("GET", "/heartbeat");
        client.send("POST /heartbeat HTTP/1.1\r\nHost: " + node.address() + "\r\nContent-Length: " + repeated.length()
                + "\r\n\r\n");
        client.send(repeated);
        assertThat(client.receive().code()).isEqualTo(405);
    }

    @Test
    void aRepetitionDuringABlockingQueryIsNotAnsweredBeforeIt() throws IOException {
        Await.await("node2 refused a request")
                .until(() -> nodes.status(node).at("/peers/node2/missed").intValue() == 1);
        long version = JSON.readTree(get("/status").body()).get("version").longValue();
        get("/heartbeat");
        client.send(request("GET", "/status?index=" + version + "&wait=300ms"));
        client.send(request("GET", "/heartbeat"));
        assertThat(JSON.readTree(client.receive().body()).has("peers")).isTrue();
    }
}
