package dev.telltale.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.auth.AuthToken;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to servers that are no nodes. */
@Timeout(60)
@Tag("network")
class NodeAdminClientTest {
    private static final AuthToken TOKEN = new AuthToken("5e".repeat(AuthToken.BYTES));

    @Test
    void theReasonOfAFailedRequestIsSafeToShow() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> hostile = CompletableFuture.runAsync(() -> answer(server));
            var record = new RunRecord(
                    new NodeId("node1"), 4711, Instant.EPOCH, new Address("127.0.0.1", server.getLocalPort()), TOKEN);
            assertThat(new NodeAdminClient().send(record, "GET", "/faults", null))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(NodeAdminException.class)
                    .satisfies(error -> assertThat(error.getMessage())
                            .startsWith("node1 did not answer: ")
                            .contains("?[2J")
                            .doesNotContain("\u001b", TOKEN.reveal()));
            assertThat(hostile).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    /** The host name now resolves to another machine, which would learn the token. */
    @Test
    @EnabledOnOs(OS.LINUX) // On other systems 127.0.0.1 is the only loopback address.
    void theTokenIsSentOnlyToTheListenAddressOfTheNode() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var requests = new AtomicInteger();
        other.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        try {
            assertThat(new NodeAdminClient()
                            .send(
                                    listening("localhost", other.getAddress().getPort(), "127.0.0.8"),
                                    "PUT",
                                    "/faults",
                                    new byte[1]))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("node1 did not answer: the connection was refused");
            assertThat(new NodeAdminClient()
                            .send(
                                    listening("node1.test", other.getAddress().getPort(), null),
                                    "PUT",
                                    "/faults",
                                    new byte[1]))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("its run record lacks the IP address");
            assertThat(requests).hasValue(0);
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void anAdminRequestNamesTheConfiguredHostOfTheNode(String bound) throws Exception {
        HttpServer node = HttpServer.create(new InetSocketAddress(bound, 0), 0);
        node.createContext("/faults", exchange -> {
            boolean isNamed = exchange.getRequestHeaders()
                    .getFirst("Host")
                    .equals("gone.test:" + node.getAddress().getPort());
            exchange.sendResponseHeaders(isNamed ? 200 : 421, -1);
            exchange.close();
        });
        node.start();
        try {
            assertThat(new NodeAdminClient()
                            .send(listening("gone.test", node.getAddress().getPort(), bound), "GET", "/faults", null))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .matches(response -> response.statusCode() == 200);
        } finally {
            node.stop(0);
        }
    }

    private static RunRecord listening(String host, int port, @Nullable String bound) throws UnknownHostException {
        return new RunRecord(
                new NodeId("node1"),
                4711,
                Instant.EPOCH,
                new Address(host, port),
                bound == null ? null : InetAddress.getByName(bound),
                TOKEN,
                null);
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("\u001b[2J\u001b[31mred\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
