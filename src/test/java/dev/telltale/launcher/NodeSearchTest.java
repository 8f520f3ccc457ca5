package dev.telltale.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node, another node, another program, or nothing at the configured address. */
@Timeout(60)
@Tag("network")
class NodeSearchTest {
    private static final String STATUS = "{\"self\":\"%s\",\"pid\":%d,\"peers\":{}}";
    /** Larger than any PID of a real process. */
    private static final long UNUSED_PID = 1L << 40;

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void aRespondingNodeIsFoundWithItsPid() throws IOException {
        long pid = ProcessHandle.current().pid();
        int port = answering("127.0.0.1", 0, 200, STATUS.formatted("node1", pid));
        assertThat(find("127.0.0.1", port))
                .contains(new NodeSearch.Presence("answers at 127.0.0.1:" + port + " as PID " + pid, true, pid, true));
    }

    /** As behind a tunnel, or with a port of a container. */
    @Test
    void aPidThatDoesNotExistHereIsReportedAsOneElsewhere() throws IOException {
        int port = answering("127.0.0.1", 0, 200, STATUS.formatted("node1", UNUSED_PID));
        assertThat(find("127.0.0.1", port).orElseThrow().predicate()).endsWith(" as PID " + UNUSED_PID + " there");
    }

    @Test
    void anAddressWhereAnotherNodeListensDoesNotHaveTheNode() throws IOException {
        int port = answering("127.0.0.1", 0, 200, STATUS.formatted("node2", 1));
        assertThat(find("127.0.0.1", port)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | <html>File not found | it responded with status 404
            200 | <html>Welcome        | its response is not the status of a node: *
            """)
    void anotherProgramIsNotMistakenForTheNode(int code, String body, String reason) throws IOException {
        int port = answering("127.0.0.1", 0, code, body);
        NodeSearch.Presence found = find("127.0.0.1", port).orElseThrow();
        assertThat(found.isConfirmed()).isFalse();
        assertThat(found.predicate())
                .startsWith("may run, or something else listens at 127.0.0.1:" + port + ": " + reason.replace("*", ""));
    }

    /** A connect to a multicast address fails at once with "Network is unreachable"; nothing is sent. */
    @Test
    void onlyARefusalMeansThatNoNodeRuns() throws IOException {
        assertThat(find("224.0.0.1", 8001).orElseThrow().predicate())
                .startsWith("may run: 224.0.0.1:8001 cannot be reached: ")
                .endsWith("; check on its host");
        assertThat(find("127.0.0.1", TestPorts.free())).isEmpty();
    }

    @Test
    void aSilentNodeIsReportedAsPossiblyRunningWithAdvice() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(find("127.0.0.1", silent.getLocalPort()).orElseThrow().predicate())
                    .isEqualTo("may run: no response within 2 s from 127.0.0.1:" + silent.getLocalPort()
                            + "; if it is paused, resume it with kill -CONT PID, otherwise check on its host");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // On other systems 127.0.0.1 is the only loopback address.
    void theNextAddressOfANameIsTried() throws IOException {
        int port = answering("127.0.0.1", 0, 200, STATUS.formatted("node3", 1));
        assertThat(answering("127.0.0.8", port, 200, STATUS.formatted("node1", UNUSED_PID)))
                .isEqualTo(port);
        HostName.Source names =
                host -> List.of(InetAddress.getLoopbackAddress(), InetAddress.getByAddress(new byte[] {127, 0, 0, 8}));
        assertThat(find(names, "pair.test", port).orElseThrow().predicate())
                .isEqualTo("answers at pair.test:" + port + " (127.0.0.8) as PID " + UNUSED_PID + " there");
    }

    @Test
    void aHangingLookupEndsAtTheTimeout() {
        var end = new CountDownLatch(1);
        HostName.Source names = host -> {
            assertDoesNotThrow(() -> end.await());
            throw new UnknownHostException(host);
        };
        assertThat(find(names, "gone.test", 9).orElseThrow().predicate())
                .isEqualTo(
                        "may run: cannot look up gone.test: the name server does not answer; check /etc/resolv.conf or"
                                + " give an IP address");
        end.countDown();
    }

    private static Optional<NodeSearch.Presence> find(String host, int port) {
        return find(HostName::ofSystem, host, port);
    }

    private static Optional<NodeSearch.Presence> find(HostName.Source names, String host, int port) {
        return Await.result(new NodeSearch(names).find(new Member(new NodeId("node1"), new Address(host, port))));
    }

    private int answering(String host, int port, int code, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }
}
