package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A foreign node whose texts contain control characters that would clear the screen, ring the bell or reverse a line.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
@Tag("process")
class TerminalInjectionTest {
    private static final String EVIL = "\\u001b[2J\\u009b31m\\u0007\\u202e\\u2066\\nnode2 says all is well\\r";
    private static final String HARMFUL =
            "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]";

    @TempDir
    Path folder;

    private TelltaleProgram telltale = new TelltaleProgram(Path.of(""));
    private String status = "";
    private final int[] ports = TestPorts.free(2);
    private AutoCloseable foreign = () -> {};

    @BeforeEach
    void start() throws IOException {
        telltale = new TelltaleProgram(folder);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[0]), 0);
        server.createContext(
                "/heartbeat", exchange -> answer(exchange, "{\"node_id\":\"node1\",\"status\":\"" + EVIL + "\"}"));
        server.createContext("/status", exchange -> answer(exchange, status));
        server.start();
        foreign = () -> server.stop(0);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void close() throws Exception {
        telltale.close();
        foreign.close();
    }

    @Test
    void controlCharactersOfAForeignNodeReachNoTerminal() {
        Path config = telltale.config(ports);
        RunningProgram node = telltale.start("node", "node2", "--config", config.toString());
        node.awaitLine(".* node2 says node1 is down .*");
        assertThat(node.lines())
                .anyMatch(line -> line.contains("status is \"?[2J?31m"))
                .noneMatch(line -> line.startsWith("node2 says all is well"))
                .noneMatch(line -> line.matches(".*" + HARMFUL + ".*"));

        String peer = "\"status\":\"down\",\"url\":\"EVIL\",\"error\":\"EVIL\",\"evidence\":\"EVIL\",\"since\":null";
        for (String hostile : List.of(
                "{\"self\":\"node1\",\"detector\":\"EVIL\",\"peers\":{\"node2\":{" + peer + "}}}",
                "{\"self\":\"EVIL\",\"peers\":{}}",
                "{\"self\":\"node1\",\"peers\":{\"EVIL\":{" + peer + "}}}",
                "{\"self\":\"node1\",\"timestamp\":\"EVIL\",\"peers\":{}}",
                "EVIL")) {
            status = hostile.replace("EVIL", EVIL);
            assertHarmless(hostile, InProcess.call("status", "--json", "--config", config.toString()));
            assertHarmless(hostile, InProcess.call("status", "--config", config.toString()));
        }
    }

    private static void assertHarmless(String cause, TelltaleProgram.Result result) {
        assertThat(result.lines())
                .as(cause)
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("node2 says all is well"))
                .noneMatch(line -> line.matches(".*" + HARMFUL + ".*"));
    }
}
