package dev.telltale.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.auth.AuthToken;
import dev.telltale.fault.FaultId;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to a server that rejects them. */
@Tag("network")
class FaultClientTest {
    private final FaultClient client = new FaultClient();
    private volatile String body = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(403, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** As of a proxy, another program on the port, or a node that rejects for another reason. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Forbidden", "{}", "{\"error\":\"not for this host\",\"hint\":\"ask by its name\"}"})
    void aRejectionForAnotherReasonIsAFailure(String refusal) {
        body = refusal;
        RunRecord node = node();
        for (CompletableFuture<?> result : Stream.of(
                        client.healAll(node), client.heal(node, new FaultId("cut-1")), client.list(node))
                .toList()) {
            assertThat(result)
                    .failsWithin(Await.TIMEOUT)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(NodeAdminException.class)
                    .satisfies(error -> assertThat(error.getMessage()).startsWith("node1 refused with status 403"));
        }
    }

    @Test
    void healingSucceedsAtANodeThatAllowsNoFaults() {
        body =
                "{\"error\":\"this node does not allow fault injection\",\"hint\":\"start it with --allow-faults FILE\",\"code\":\"no_faults_allowed\"}";
        assertThat(client.healAll(node())).succeedsWithin(Await.TIMEOUT);
        assertThat(Await.result(client.list(node()))).isEmpty();
    }

    private RunRecord node() {
        return new RunRecord(
                new NodeId("node1"),
                4711,
                Instant.EPOCH,
                new Address("127.0.0.1", server.getAddress().getPort()),
                new AuthToken("a1".repeat(AuthToken.BYTES)));
    }
}
