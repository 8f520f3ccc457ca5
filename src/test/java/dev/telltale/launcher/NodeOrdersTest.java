package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
