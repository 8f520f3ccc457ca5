package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Orders to what is no node at all. */
@Timeout(60)
@Tag("network")
class NodeOrdersTest {
    private static final Secret TOKEN = new Secret("5e".repeat(Secret.BYTES));

    @Test
    void theReasonWhyThereWasNoAnswerIsFitToShow() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> hostile = CompletableFuture.runAsync(() -> answer(server));
            var record = new RunRecord(
                    new NodeId("node1"), 4711, Instant.EPOCH, new Address("127.0.0.1", server.getLocalPort()), TOKEN);
            assertThat(new NodeOrders().send(record, "GET", "/faults", null))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(OrderException.class)
                    .satisfies(told -> assertThat(told.getMessage())
                            .startsWith("node1 did not answer: ")
                            .contains("?[2J")
                            .doesNotContain("\u001b", TOKEN.reveal()));
            assertThat(hostile).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Elsewhere 127.0.0.1 is the only loopback address.
    void theNextAddressOfANameIsTried() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.8", 0), 0);
        server.createContext("/faults", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var orders = new NodeOrders(host ->
                    List.of(InetAddress.getLoopbackAddress(), InetAddress.getByAddress(new byte[] {127, 0, 0, 8})));
            assertThat(orders.send(named("pair.test", server.getAddress().getPort()), "PUT", "/faults", new byte[1]))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .extracting(NodeOrders.Reply::isOk)
                    .isEqualTo(true);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aLookupThatHangsEndsWithThePatience() {
        var end = new CountDownLatch(1);
        var orders = new NodeOrders(host -> {
            assertDoesNotThrow(() -> end.await());
            throw new UnknownHostException(host);
        });
        assertThat(orders.send(named("gone.test", 9), "GET", "/faults", null))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining(
                        "node1 did not answer: cannot look up gone.test: the name server does not answer");
        end.countDown();
    }

    private static RunRecord named(String host, int port) {
        return new RunRecord(new NodeId("node1"), 4711, Instant.EPOCH, new Address(host, port), TOKEN);
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
