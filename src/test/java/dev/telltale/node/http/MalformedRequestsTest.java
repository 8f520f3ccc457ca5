package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.Seeds;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Malformed requests to a node that has a peer and must continue its heartbeats. */
@Timeout(120)
@Tag("network")
class MalformedRequestsTest {
    private static final String GET = "GET /status HTTP/1.1\r\n";
    private static final String HOST = "Host: 127.0.0.1:PORT\r\n";
    /** Closed without a response. */
    private static final int CLOSED = 0;

    private static final Set<Integer> FIT =
            Set.of(CLOSED, 200, 400, 401, 403, 404, 405, 408, 413, 414, 415, 417, 431, 501, 505);

    private final NodeFixture nodes = new NodeFixture();
    private HttpNode node;
    private HttpNode peer;

    @BeforeEach
    void startTwoNodes() {
        int port = TestPorts.free();
        node = nodes.start(
                "node1", NodeFixture.anyPort(), NodeFixture.settings(500, 60_000), NodeFixture.member("node2", port));
        peer = nodes.start(
                "node2",
                NodeFixture.anyPort().withPort(port),
                NodeFixture.settings(500, 60_000),
                NodeFixture.member("node1", node.address().port()));
        awaitUp();
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private void awaitUp() {
        Await.until(
                "each node is up at the other",
                () -> status(node, "node2").equals("up")
                        && status(peer, "node1").equals("up"));
    }

    private String status(HttpNode observer, String subject) {
        return nodes.status(observer).at("/peers/" + subject + "/status").textValue();
    }

    /** A request and its possible status codes; several if they depend on how much was read. */
    private static Map<String, Integer[]> sweep() {
        return Map.ofEntries(
                to(200, GET + HOST + "\r\n"),
                to(200, "GET /status HTTP/1.0\r\n" + HOST + "\r\n"),
                to(200, "GET http://127.0.0.1:PORT/status HTTP/1.1\r\n" + HOST + "\r\n"),
                to(400, GET + "\r\n"),
                to(400, GET + HOST + HOST + "\r\n"),
                to(400, "GET /status HTTP/1.0\r\n\r\n"),
                to(400, GET + "Host:\r\n\r\n"),
                to(400, GET.replace("1.1", "1.0") + "Host: 127.0.0\u00bd.1:PORT\r\n\r\n"),
                to(400, GET + "Host: 127.0.0\u00bd.1:PORT\r\n\r\n"),
                to(403, GET + "Host: evil.com\r\n\r\n"),
                to(403, GET + "Host: 127.0.0.1:1\r\n\r\n"),
                to(403, "GET http://evil.com/status HTTP/1.1\r\nHost: evil.com\r\n\r\n"),
                to(400, "GET http://evil.com/status HTTP/1.1\r\n" + HOST + "\r\n"),
                to(400, GET + HOST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                to(400, GET + HOST + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"),
                to(400, GET + HOST + "Content-Length: +4\r\n\r\nabcd"),
                to(400, GET + HOST + "Content-Length: -1\r\n\r\n"),
                to(400, GET + HOST + "Content-Length: abc\r\n\r\n"),
                to(400, GET + HOST + "Content-Length: 99999999999999999999\r\n\r\n"),
                to(413, "PUT /faults HTTP/1.1\r\n" + HOST + "Content-Length: 3000000\r\n\r\n"),
                to(501, "PUT /faults HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                to(501, GET + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                to(400, GET + HOST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
                to(400, "GET /status HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                to(400, GET + HOST + "X-A: b\r\n c\r\n\r\n"),
                to(400, GET + HOST + "X-A: b\r\n\tc: d\r\n\r\n"),
                to(400, GET + "Host : 127.0.0.1:PORT\r\n\r\n"),
                to(400, GET + " " + HOST + "\r\n"),
                to(400, "GET /status HTTP/1.1\nHost: 127.0.0.1:PORT\n\n"),
                to(400, "GET /status HTTP/1.1\rHost: 127.0.0.1:PORT\r\r"),
                to(400, GET + HOST + "X-A: a\0b\r\n\r\n"),
                to(400, "GET /status\r\n\r\n"),
                to(400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                to(400, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"),
                to(400, "\u00ff\u00fe\u0000\u0001\u0002\u0003\r\n\r\n"),
                to(400, "GET /st\u00c3\u00a4tus HTTP/1.1\r\n" + HOST + "\r\n"),
                to(405, "TRACE /status HTTP/1.1\r\n" + HOST + "\r\n"),
                to(400, "CONNECT evil.com:443 HTTP/1.1\r\n" + HOST + "\r\n"),
                to(405, "CONNECT 127.0.0.1:PORT HTTP/1.1\r\n" + HOST + "\r\n"),
                to(405, "POST /status HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n"),
                to(405, "OPTIONS /status HTTP/1.1\r\n" + HOST + "\r\n"),
                to(501, "FOO /status HTTP/1.1\r\n" + HOST + "\r\n"),
                to(501, "get /status HTTP/1.1\r\n" + HOST + "\r\n"),
                to(505, "GET /status HTTP/9.9\r\n" + HOST + "\r\n"),
                to(404, "GET /../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n"),
                to(404, "GET /%2e%2e/%00 HTTP/1.1\r\n" + HOST + "\r\n"),
                to(400, GET + HOST + "X-A: " + "a".repeat(9_000) + "\r\n\r\n", CLOSED),
                to(400, GET + HOST + "X-A: b\r\n".repeat(40) + "\r\n", CLOSED),
                to(400, "GET /status?" + "a=1&".repeat(40) + " HTTP/1.1\r\n" + HOST + "\r\n", CLOSED),
                to(400, GET + HOST + "Cookie: a=1; b=2; c=3; d=4; e=5\r\n\r\n", 200));
    }

    private static Map.Entry<String, Integer[]> to(int code, String request, Integer... others) {
        List<Integer> codes = new ArrayList<>(List.of(code));
        codes.addAll(Arrays.asList(others));
        return Map.entry(request, codes.toArray(Integer[]::new));
    }

    @Test
    void eachMalformedRequestIsAnsweredWithTheRightStatusCode() throws IOException {
        Address address = node.address();
        String wrong = "";
        for (Map.Entry<String, Integer[]> request : sweep().entrySet()) {
            RawHttpClient.Response answer = RawHttpClient.exchange(address, here(request.getKey()));
            if (!List.of(request.getValue()).contains(answer.code())) {
                wrong += shown(request.getKey()) + " -> " + answer.code() + ", not "
                        + Arrays.toString(request.getValue()) + '\n';
            }
            assertIsJsonWithoutDetails(shown(request.getKey()), answer);
        }
        assertThat(wrong).isEmpty();
        assertBothSendHeartbeats();
    }

    @Test
    @Tag("fuzz")
    void randomlyMutatedRequestsDoNoHarm() {
        List<String> originals = sweep().keySet().stream().sorted().toList();
        Seeds.all(200).forEach(seed -> {
            var random = new Random(seed);
            String mutant = here(mutated(originals.get(random.nextInt(originals.size())), random));
            RawHttpClient.Response answer;
            try (var client = new RawHttpClient(node.address())) {
                client.send(mutant);
                // A mutant may have lost its end; then the client ends its output, so that the server does not wait.
                client.socket().shutdownOutput();
                answer = client.receive();
            }
            assertThat(FIT).as(shown(mutant)).contains(answer.code());
            assertIsJsonWithoutDetails(shown(mutant), answer);
        });
        assertBothSendHeartbeats();
    }

    private static String mutated(String request, Random random) {
        var mutant = new StringBuilder(request);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutant.length());
            switch (random.nextInt(6)) {
                case 0 -> mutant.delete(at, Math.min(at + 1, mutant.length() - 1));
                case 1 -> mutant.setCharAt(at, (char) random.nextInt(256));
                case 2 -> mutant.insert(at, (char) random.nextInt(256));
                case 3 -> mutant.insert(at, "\r\n");
                case 4 -> mutant.insert(at, mutant.substring(at, Math.min(mutant.length(), at + random.nextInt(40))));
                default -> mutant.setLength(Math.max(1, at));
            }
        }
        return mutant.toString();
    }

    private String here(String request) {
        return request.replace("PORT", String.valueOf(node.address().port()));
    }

    private static String shown(String request) {
        String cut = request.length() > 300 ? request.substring(0, 300) + "..." : request;
        var shown = new StringBuilder();
        for (byte next : cut.getBytes(StandardCharsets.ISO_8859_1)) {
            shown.append(next >= ' ' && next < 127 ? String.valueOf((char) next) : String.format("\\x%02x", next));
        }
        return shown.toString();
    }

    /** A mutant may be a HEAD request, whose response has no body. */
    private static void assertIsJsonWithoutDetails(String request, RawHttpClient.Response answer) {
        assertThat(answer.body()).matches("(\\{.*})?");
        if (answer.code() != CLOSED) {
            assertThat(answer.headers())
                    .as(request)
                    .containsEntry("content-type", "application/json")
                    .doesNotContainEntry("content-length", "0");
        }
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "undertow", "evil.com");
        assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
    }

    private void assertBothSendHeartbeats() {
        awaitUp();
        assertThat(nodes.transitions()).extracting(Transition::to).doesNotContain(Status.DOWN);
    }
}
