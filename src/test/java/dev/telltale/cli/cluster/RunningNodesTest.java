package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of the packaged program, and the commands that find, query and stop them. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class RunningNodesTest {
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
    }

    private RunningProgram node(int n, Path config) {
        RunningProgram node = telltale.start("node", "node" + n, "--config", config.toString());
        node.awaitLine("telltale: node" + n + " ready on .*");
        return node;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aManuallyStartedNodeWritesAPrivateRecordAndRemovesItAtItsEnd(String signal) throws IOException {
        int port = TestPorts.free();
        RunningProgram node = node(1, telltale.config(port));
        Path record = telltale.user().records().resolve("node1-" + node.pid() + ".json");
        assertThat(telltale.user().recordFiles()).containsExactly(record);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(telltale.user().records())))
                .isEqualTo("rwx------");
        JsonNode json = TelltaleProgram.json(Files.readString(record));
        assertThat(json.get("pid").longValue()).isEqualTo(node.pid());
        assertThat(json.get("port").intValue()).isEqualTo(port);

        node.signal(signal);
        node.awaitExit(LEAVE_LIMIT);
        assertThat(telltale.user().recordFiles()).isEmpty();
    }

    @Test
    void aStuckRequestDoesNotDelayTheEndOfANode() throws IOException {
        int port = TestPorts.free();
        RunningProgram node = node(1, telltale.config(port));
        try (var half = new RawHttpClient(new Address("127.0.0.1", port));
                var waiting = new RawHttpClient(new Address("127.0.0.1", port))) {
            String host = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
            half.send("PUT /faults" + host + "Content-Length: 9\r\n\r\n1");
            // Waits for a change that never happens.
            waiting.send("GET /status?index=1&wait=30s" + host + "\r\n");
            // A later request that is answered shows that these have arrived.
            assertThat(TelltaleProgram.peerStatus(port, "node9")).isEmpty();
            node.signal("TERM");
            node.awaitExit(LEAVE_LIMIT);
        }
        assertThat(telltale.user().recordFiles()).isEmpty();
    }

    @Test
    void theKillCommandEndsOnlyItsNode() throws IOException {
        Path config = telltale.config(TestPorts.free(3));
        List<RunningProgram> nodes =
                IntStream.rangeClosed(1, 3).mapToObj(n -> node(n, config)).toList();
        long pid = nodes.get(1).pid();
        TelltaleProgram.Result kill = telltale.call("kill", "node2", "--config", config.toString());
        assertThat(kill)
                .isEqualTo(
                        new TelltaleProgram.Result(0, "node2 (PID " + pid + ") killed" + System.lineSeparator(), ""));
        assertThat(nodes.get(1).awaitExit(LEAVE_LIMIT)).isEqualTo(137);
        assertThat(nodes.get(0).process().isAlive()).isTrue();
        assertThat(nodes.get(2).process().isAlive()).isTrue();
        assertThat(telltale.call("kill", "node2", "--config", config.toString()).code())
                .isEqualTo(1);

        TelltaleProgram.Result stop = telltale.call("stop", "--config", config.toString());
        assertThat(stop.code()).isZero();
        assertThat(stop.out()).contains("waiting for node1 (PID ", "node1 (PID ", ") stopped", "node3 (PID ");
        nodes.forEach(node -> node.awaitExit(LEAVE_LIMIT));
        assertThat(telltale.user().recordFiles()).isEmpty();
    }

    @Test
    void aPausedNodeIsStoppedWithoutAKill() {
        Path config = telltale.config(TestPorts.free(1));
        RunningProgram node = node(1, config);
        node.signal("STOP");
        TelltaleProgram.Result stop = telltale.call("stop", "--config", config.toString());
        assertThat(stop.out()).contains(") stopped").doesNotContain("killed");
        node.awaitExit(LEAVE_LIMIT);
    }

    @Test
    void aProcessThatReusesThePidOfARecordIsNeverSignalled() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(telltale.user().records());
            Path stale = telltale.user().records().resolve("node1-" + stranger.pid() + ".json");
            Files.writeString(
                    stale,
                    "{\"id\":\"node1\",\"pid\":" + stranger.pid()
                            + ",\"start\":\"2020-01-01T00:00:00Z\",\"host\":\"127.0.0.1\",\"port\":8001}");
            assertThat(telltale.call("kill", "node1").code()).isEqualTo(1);
            assertThat(telltale.call("stop").code()).isEqualTo(1);
            assertThat(stranger.isAlive()).isTrue();
            assertThat(stale).doesNotExist();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void statusPrintsTheMatrixAndSucceedsOnlyIfAllAreUp() {
        int[] ports = TestPorts.free(2);
        Path config = telltale.config(ports);
        assertThat(telltale.call("status", "--config", config.toString()).code())
                .isEqualTo(1);
        node(1, config);
        RunningProgram second = node(2, config);
        awaitReportedStatus(ports[0], "node2", "up");
        awaitReportedStatus(ports[1], "node1", "up");
        TelltaleProgram.Result well = telltale.call("status", "--config", config.toString());
        assertThat(well.code()).as(well.toString()).isZero();
        assertThat(well.out()).contains("test: 2 nodes, heartbeat every 200 ms, timeout 1 s", "All 2 nodes up");
        assertThat(well.out()).doesNotContain("\u001b");

        second.process().destroyForcibly();
        awaitReportedStatus(ports[0], "node2", "down");
        TelltaleProgram.Result ill = telltale.call("status", "--json", "--config", config.toString());
        assertThat(ill.code()).isEqualTo(1);
        JsonNode json = TelltaleProgram.json(ill.out());
        assertThat(json.get("all_up").booleanValue()).isFalse();
        assertThat(json.at("/observers/node1/subjects/node2/status").textValue())
                .isEqualTo("down");
        assertThat(json.at("/observers/node1/subjects/node2/evidence").textValue())
                .isEqualTo("refused");
        assertThat(json.at("/observers/node2/answers").booleanValue()).isFalse();
    }

    private static void awaitReportedStatus(int port, String peer, String status) {
        Await.await(peer + " is " + status)
                .until(() -> TelltaleProgram.peerStatus(port, peer).equals(status));
    }

    /** A node that has just started is not suspect. */
    private static void awaitHeardForAnInterval(int port, String peer) {
        Await.until(peer + " was heard for an interval", () -> {
            JsonNode status = TelltaleProgram.status(port);
            JsonNode belief = status.at("/peers/" + peer);
            return belief.path("status").asText().equals("up")
                    && Instant.parse(belief.get("since").textValue())
                            .plusMillis(status.get("heartbeat_interval_ms").asLong())
                            .isBefore(Instant.parse(belief.get("last_heartbeat").textValue()));
        });
    }

    @Test
    void aPausedNodeIsSuspectThenDownAndUpAfterItsResume() {
        int[] ports = TestPorts.free(2);
        Path config = telltale.config(ports);
        RunningProgram first = node(1, config);
        RunningProgram second = node(2, config);
        long paused = second.pid();
        awaitHeardForAnInterval(ports[0], "node2");
        RunningProgram.signal("STOP", paused);
        first.awaitLine(".* node1 says node2 is suspect \\(was up\\).*");
        first.awaitLine(".* node1 says node2 is down \\(was suspect\\).*");
        RunningProgram.signal("CONT", paused);
        first.awaitLine(".* node1 says node2 is up \\(was down\\).*");
        // A paused node reports the pause, and no peer as down for that time.
        second.awaitLine("node2 itself was late by .*");
        assertThat(second.lines()).noneMatch(line -> line.contains("node2 says node1 is down"));
        awaitReportedStatus(ports[1], "node1", "up");
        assertThat(second.lines()).noneMatch(line -> line.contains("node2 says node1 is down"));
    }

    private Path cluster(String name, String... nodes) throws IOException {
        return Files.writeString(folder.resolve(name), "{\"nodes\":[" + String.join(",", nodes) + "]}");
    }

    private static String node(String id, String host, int port) {
        return "{\"id\":\"" + id + "\",\"host\":\"" + host + "\",\"port\":" + port + "}";
    }

    private RunningProgram started(String id, Path config) {
        RunningProgram node = telltale.start("node", id, "--config", config.toString());
        node.awaitLine("telltale: " + id + " ready on .*");
        return node;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "pause", "resume", "stop"})
    void aCommandWithAConfigReachesOnlyTheNodesOfThatConfig(String order) throws IOException {
        int[] ports = TestPorts.free(4);
        Path a = cluster("a.json", node("alpha", "127.0.0.1", ports[0]), node("beta", "127.0.0.1", ports[1]));
        Path b = cluster("b.json", node("gamma", "127.0.0.1", ports[2]), node("beta", "127.0.0.1", ports[3]));
        Path otherHost = cluster("c.json", node("alpha", "127.0.0.2", ports[0]));
        RunningProgram alpha = started("alpha", a);
        RunningProgram beta = started("beta", a);

        TelltaleProgram.Result unknown = telltale.call(order, "alpha", "--config", b.toString());
        assertThat(unknown)
                .isEqualTo(new TelltaleProgram.Result(
                        2, "", "there is no alpha in " + b + "; its nodes are gamma, beta." + System.lineSeparator()));
        assertThat(telltale.call(order, "beta", "--config", b.toString()).code())
                .as("beta at another port")
                .isEqualTo(1);
        assertThat(telltale.call(order, "alpha", "--config", otherHost.toString()))
                .isEqualTo(new TelltaleProgram.Result(
                        1,
                        "",
                        "alpha of " + otherHost + " (127.0.0.2:" + ports[0] + ") is not running; alpha at 127.0.0.1:"
                                + ports[0] + " (PID " + alpha.pid() + ") is not in " + otherHost + "."
                                + System.lineSeparator()));
        var unused = telltale.call(order, "all", "--config", otherHost.toString());
        assertThat(Proc.state(alpha.pid())).isNotEqualTo("T");
        assertThat(alpha.process().isAlive() && beta.process().isAlive()).isTrue();

        assertThat(telltale.call(order, "alpha").code()).as("without a config").isZero();
    }

    /** The default config only helps to find a node: a program at the config's address does not hide another node. */
    @Test
    void aProgramAtTheAddressOfTheDefaultConfigDoesNotHideAnotherNode() throws IOException {
        int[] ports = TestPorts.free(1);
        RunningProgram alpha = started("alpha", cluster("a.json", node("alpha", "127.0.0.1", ports[0])));
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        try {
            Files.createDirectory(folder.resolve("launcher-config"));
            var unused = cluster(
                    "launcher-config/cluster.json",
                    node("alpha", "127.0.0.1", other.getAddress().getPort()));
            assertThat(telltale.call("kill", "alpha"))
                    .isEqualTo(new TelltaleProgram.Result(
                            0, "alpha (PID " + alpha.pid() + ") killed" + System.lineSeparator(), ""));
        } finally {
            other.stop(0);
        }
    }
}
