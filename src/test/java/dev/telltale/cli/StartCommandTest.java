package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code telltale start}: all nodes as children of one process. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class StartCommandTest {
    private static final Duration LONGEST_END = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    private Telltale telltale;
    private int[] ports;

    @BeforeEach
    void open() {
        telltale = new Telltale(folder);
        ports = TestPorts.free(3);
    }

    @AfterEach
    void close() {
        telltale.close();
    }

    private Telltale.Running started() {
        Telltale.Running start =
                telltale.start("start", "--config", telltale.config(ports).toString());
        start.awaitLine(".*All 3 nodes up, all agree");
        return start;
    }

    private List<Long> pids(Telltale.Running start) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(n -> "node" + n + "  http://127.0.0.1:" + ports[n - 1] + "  PID [0-9]+")
                .map(line -> Telltale.pid(start.awaitLine(line)))
                .toList();
    }

    @Test
    void tellsEveryNodeThenEveryChangeAndEndsAllWithCtrlC() throws IOException {
        Telltale.Running start = started();
        List<Long> pids = pids(start);
        assertThat(pids).doesNotHaveDuplicates().allMatch(Telltale::lives);
        long killed = pids.get(1);
        Telltale.signal("KILL", killed);
        start.awaitLine(".* node2 has ended: was ended from outside by SIGKILL");
        start.awaitLine(".* node1 says node2 is down \\(was (up|suspect)\\): connection refused by .*");
        start.awaitLine(".* node3 says node2 is down \\(was (up|suspect)\\): connection refused by .*");
        start.awaitLine(".* node2 has crashed: 2 of 2 observers agree");

        Telltale.signal("INT", start.process().pid());
        start.awaitEnd(LONGEST_END);
        assertThat(pids).noneMatch(Telltale::lives);
        assertThat(start.lines()).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
        assertThat(records()).allMatch(record -> record.contains("-" + killed + "."));
    }

    private List<String> records() throws IOException {
        try (Stream<Path> files = Files.list(telltale.records())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }

    @Test
    void leavesNoNodeWhenItIsKilledItself() {
        Telltale.Running start = started();
        List<Long> pids = pids(start);
        Telltale.signal("KILL", start.process().pid());
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> pids.stream().noneMatch(Telltale::lives));
    }

    @Test
    void aStoppedAuthorLosesNoNodeAndSaysNothingFalseWhenItGoesOn() {
        Telltale.Running start = started();
        List<Long> pids = pids(start);
        Telltale.signal("STOP", start.process().pid());
        // Twice the heartbeat timeout, and long enough for a node to look for its parent.
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Telltale.PATIENCE)
                .until(() -> pids.stream().allMatch(Telltale::lives)
                        && Telltale.belief(ports[0], "node2").equals("up"));
        Telltale.signal("CONT", start.process().pid());
        Telltale.signal("KILL", pids.get(2));
        start.awaitLine(".* node3 has ended: was ended from outside by SIGKILL");
        assertThat(start.lines()).noneMatch(line -> line.contains("node2 is down") || line.contains("node1 is down"));
        assertThat(pids.subList(0, 2)).allMatch(Telltale::lives);
    }

    @Test
    void aSecondStartTellsWhoRunsTheClusterAndTakesNothing() {
        Telltale.Running first = started();
        List<Long> pids = pids(first);
        Telltale.Running second = startOfSameConfig();
        second.awaitLine("PID " + first.process().pid() + " runs this cluster already: nothing is started here.*");
        second.awaitLine("node2  .*  PID " + pids.get(1) + "  \\(runs already, started elsewhere\\)");
        second.awaitLine(".*All 3 nodes up, all agree");
        assertThat(second.process().descendants()).isEmpty();

        Telltale.signal("INT", second.process().pid());
        second.awaitEnd(LONGEST_END);
        assertThat(pids).allMatch(Telltale::lives);
    }

    @Test
    void ofTwoStartsAtOnceOneHasAllNodesAndTheOtherEndsWithThem() {
        Telltale.Running one =
                telltale.start("start", "--config", telltale.config(ports).toString());
        Telltale.Running two = startOfSameConfig();
        one.awaitLine(".*All 3 nodes up, all agree");
        two.awaitLine(".*All 3 nodes up, all agree");
        boolean isFirst = one.process().descendants().count() == ports.length;
        Telltale.Running owner = isFirst ? one : two;
        Telltale.Running other = isFirst ? two : one;
        assertThat(owner.process().descendants()).hasSize(ports.length);
        assertThat(other.process().descendants()).isEmpty();

        Telltale.signal("INT", owner.process().pid());
        other.awaitLine("No node runs any more");
        assertThat(other.awaitEnd(LONGEST_END)).isZero();
    }

    private Telltale.Running startOfSameConfig() {
        return telltale.start(
                "start", "--config", folder.resolve("cluster.json").toString());
    }

    @Test
    void endsByItselfWhenStopFromElsewhereEndedItsNodes() {
        Telltale.Running start = started();
        List<Long> pids = pids(start);
        Telltale.Ended stop =
                telltale.call("stop", "--config", folder.resolve("cluster.json").toString());
        assertThat(stop.code()).as(stop.toString()).isZero();
        assertThat(pids).noneMatch(Telltale::lives);
        start.awaitLine("No node runs any more");
        assertThat(start.awaitEnd(LONGEST_END)).isZero();
    }

    @Test
    void aPortHeldByAStrangerEndsItWithTheReasonAndWithoutNodes() throws IOException {
        try (var stranger = new ServerSocket(ports[1], 1, InetAddress.getLoopbackAddress())) {
            Telltale.Running start =
                    telltale.start("start", "--config", telltale.config(ports).toString());
            assertThat(start.awaitEnd(Telltale.PATIENCE)).isEqualTo(3);
            assertThat(start.lines())
                    .anyMatch(line -> line.contains("node2 did not start")
                            && line.contains("Port " + stranger.getLocalPort() + " on 127.0.0.1 is taken"))
                    .noneMatch(line -> line.contains("Exception"));
            assertThat(records()).isEmpty();
        }
    }

    @Test
    void aNodeLoadsNothingThatIsForPeopleOnly() {
        Path classes = folder.resolve("classes.txt");
        Telltale.Running node = telltale.start(
                List.of("-Xlog:class+load:file=" + classes),
                "node",
                "node1",
                String.valueOf(ports[0]),
                "--peer",
                "node2=127.0.0.1:" + ports[1],
                "--interval",
                "200ms",
                "--timeout",
                "1s");
        node.awaitLine(".* node1 says node2 is down .*");
        assertThat(classes)
                .content()
                .contains("io.undertow.server.HttpHandler ", "dev.telltale.node.Brain ")
                .doesNotContain(" javafx.", " picocli.", " com.fasterxml.jackson.databind.", " atlantafx.");
    }
}
