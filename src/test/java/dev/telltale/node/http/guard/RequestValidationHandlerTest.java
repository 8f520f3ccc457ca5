package dev.telltale.node.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.node.http.HttpNode;
import dev.telltale.node.http.NodeFixture;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests the validation accepts and which it rejects. {@code PORT} stands for the port of the node. */
@Timeout(60)
@Tag("network")
class RequestValidationHandlerTest {
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);
    private static final String HOST = "Host: 127.0.0.1:PORT\r\n";

    private final NodeFixture nodes = new NodeFixture();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private RawHttpClient.Response ask(Address listen, String request) throws IOException {
        Address address = nodes.start("node1", listen, SLOW).address();
        return RawHttpClient.exchange(address, request.replace("PORT", String.valueOf(address.port())));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:PORT, 200",
        "127.0.0.1, localhost:PORT, 200",
        "127.0.0.1, LocalHost:PORT, 200",
        "127.0.0.1, [::1]:PORT,     200",
        "localhost, localhost:PORT, 200",
        "localhost, 127.0.0.1:PORT, 200",
        "0.0.0.0,   127.0.0.1:PORT, 200",
        "127.0.0.1, evil.com,       403",
        "127.0.0.1, evil.com:PORT,  403",
        "127.0.0.1, 127.0.0.1,      403",
        "127.0.0.1, 127.0.0.1:1,    403",
        "127.0.0.1, localhost,      403",
        "127.0.0.1, 127.0.0.1.evil.com:PORT, 403",
        "127.0.0.1, xlocalhost:PORT, 403",
        "127.0.0.1, 192.168.1.1:PORT, 403",
        "0.0.0.0,   evil.com:PORT,  403",
        "0.0.0.0,   10.9.8.7:PORT,  403",
    })
    void onlyRequestsToTheHostsAndPortOfTheNodeAreAccepted(String listen, String host, int code) throws IOException {
        RawHttpClient.Response answer =
                ask(new Address(listen, 0), "GET /heartbeat HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("evil");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.com,            403",
        "Origin: null,                       403",
        "Origin: http://127.0.0.1:PORT,      403",
        "Sec-Fetch-Site: cross-site,         403",
        "Sec-Fetch-Site: same-site,          403",
        "Sec-Fetch-Site: same-origin,        200",
        "Sec-Fetch-Site: none,               200",
    })
    void aRequestFromAForeignWebPageIsRejected(String header, int code) throws IOException {
        RawHttpClient.Response answer =
                ask(NodeFixture.anyPort(), "GET /status HTTP/1.1\r\n" + HOST + header + "\r\n\r\n");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: evil.com\r\n\r\n",
                "FOO /status HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /status HTTP/1.1\r\nX-A: a\0b\r\n\r\n",
                "GET /undertow\r\n\r\n",
                "GET /%3Cscript%3E HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /heartbeat HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /status HTTP/1.1\r\n" + HOST + "\r\n",
                "PUT /faults HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}",
                "GET /status?index=%3Cscript%3E HTTP/1.1\r\n" + HOST + "\r\n",
            })
    void everyResponseIsUncachedJsonWithoutAProductName(String request) throws IOException {
        RawHttpClient.Response answer = ask(NodeFixture.anyPort(), request);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff")
                .doesNotContainKeys("server", "x-powered-by", "via");
        assertThat(answer.body())
                .startsWith("{")
                .doesNotContainIgnoringCase("script")
                .doesNotContain("FOO", "evil")
                .doesNotContainIgnoringCase("undertow");
    }

    @Test
    void aFoldedHeaderIsRejectedInALaterRequestAndNotMistakenInABody() throws IOException {
        Address address = nodes.start("node1", NodeFixture.anyPort(), SLOW).address();
        try (var client = new RawHttpClient(address)) {
            client.send(get(address) + "\r\n");
            assertThat(client.receive().code()).isEqualTo(200);
            client.send(get(address) + "X-A: b\r\n\tc\r\n\r\n");
            assertThat(client.receive().code()).isEqualTo(400);
            client.awaitClosed();
        }
        assertThat(RawHttpClient.exchange(address, put(address)).code()).isEqualTo(200);
    }

    /** Prevents request smuggling: a proxy may see the start of the second request at another position. */
    @Test
    void dataSentBehindARequestIsNotAnswered() throws IOException {
        Address address = nodes.start("node1", NodeFixture.anyPort(), SLOW).address();
        for (String first : List.of(get(address) + "\r\n", put(address))) {
            try (var client = new RawHttpClient(address)) {
                client.send(first + get(address).replace("/1.1", "/9.9") + "X-A: b\r\n\tc\r\n\r\n");
                assertThat(client.receive().code()).isEqualTo(200);
                assertThat(client.receive()).isEqualTo(new RawHttpClient.Response(0, Map.of(), ""));
            }
        }
    }

    private static String get(Address address) {
        return "GET /heartbeat HTTP/1.1\r\n" + host(address);
    }

    private static String host(Address address) {
        return HOST.replace("PORT", String.valueOf(address.port()));
    }

    /** A request with a body whose lines would be folded headers in a head. */
    private static String put(Address address) {
        String body = "{\n  \"id\": \"a\",\n  \"author\": \"me\",\n  \"lease_ms\": 1000,\n  \"kind\": \"cut\",\n"
                + "  \"links\": [[\"node1\", \"node9\"]]\n}\n";
        return "PUT /faults HTTP/1.1\r\n" + host(address) + "Authorization: Bearer " + NodeFixture.TOKEN.reveal()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void peersConfiguredByHostNameSeeEachOther() {
        int port = TestPorts.free();
        var localhost = new Address("localhost", port);
        HttpNode node = nodes.start(
                "node1",
                NodeFixture.anyPort(),
                NodeFixture.settings(100, 1_000),
                new dev.telltale.model.Member(new dev.telltale.model.NodeId("node2"), localhost));
        nodes.start("node2", localhost, SLOW);
        Await.until(
                "node2 is up at node1",
                () -> nodes.status(node).at("/peers/node2/status").textValue().equals("up"));
    }
}
