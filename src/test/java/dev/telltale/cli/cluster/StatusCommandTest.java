package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.telltale.cli.InProcess;
import dev.telltale.testkit.TelltaleProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of two servers with constructed reports: node1 runs all detectors, node2 is like the original demo. */
@Tag("network")
class StatusCommandTest {
    private static final String ONE = """
            {"self":"node1","version":3,"timestamp":"2026-11-23T04:20:39Z","detector":"evidence","peers":{
              "node2":{"url":"http://127.0.0.1:1","status":"up","since":"2026-11-23T04:20:00Z","evidence":"ok",
                "verdicts":{
                  "evidence":{"status":"up","since":"2026-11-23T04:20:00Z","evidence":"ok"},
                  "phi":{"status":"suspect","since":"2026-11-23T04:20:38Z"}}}}}""";
    private static final String TWO = """
            {"self":"node2","timestamp":"2026-11-23T04:20:39Z","peers":{
              "node1":{"url":"http://127.0.0.1:2","status":"up","since":"2026-11-23T04:20:00Z","evidence":"ok"}}}""";

    @TempDir
    private Path folder = Path.of("");

    private final List<HttpServer> servers = new ArrayList<>();
    private String config = "";

    @BeforeEach
    void start() throws IOException {
        int one = serve(ONE);
        int two = serve(TWO);
        config = Files.writeString(folder.resolve("cluster.json"), """
                        {"heartbeat_interval":"200ms","heartbeat_timeout":"1s",
                         "nodes":[{"id":"node1","port":%d},{"id":"node2","port":%d}]}""".formatted(one, two))
                .toString();
    }

    private int serve(String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private TelltaleProgram.Result status(String... options) {
        List<String> words = new ArrayList<>(List.of("status", "--config", config));
        words.addAll(List.of(options));
        return InProcess.call(words.toArray(String[]::new));
    }

    @Test
    void withoutAnOptionItShowsWhatTheNodesReport() {
        TelltaleProgram.Result shown = status();
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).doesNotContain("suspect", "as the detector");
        JsonNode json = TelltaleProgram.json(status("--json").out());
        assertThat(json.at("/observers/node1/detector").asText()).isEqualTo("evidence");
        assertThat(json.at("/observers/node1/subjects/node2/status").asText()).isEqualTo("up");
    }

    @Test
    void theChosenDetectorIsShownAndDecidesTheExitCode() {
        TelltaleProgram.Result shown = status("--detector", "phi");
        assertThat(shown.code()).as("not all are up for phi").isEqualTo(1);
        assertThat(shown.lines()).first().asString().endsWith(", as the detector phi sees it");
        assertThat(shown.out())
                .contains("suspect")
                .contains("node2 reports no verdict of phi; its row is its own status");
    }

    @Test
    void jsonHasTheChosenDetectorAndNamesTheRowsWithoutIt() {
        JsonNode json =
                TelltaleProgram.json(status("--detector", "phi", "--json").out());
        assertThat(json.at("/all_up").asBoolean()).isFalse();
        assertThat(json.at("/observers/node1/detector").asText()).isEqualTo("phi");
        JsonNode cell = json.at("/observers/node1/subjects/node2");
        assertThat(cell.get("status").asText()).isEqualTo("suspect");
        assertThat(cell.get("evidence").isNull()).isTrue();
        assertThat(cell.at("/verdicts/evidence/status").asText()).isEqualTo("up");
        assertThat(json.at("/observers/node2/detector").isNull()).isTrue();
        assertThat(json.at("/observers/node2/subjects/node1/status").asText()).isEqualTo("up");
    }
}
