package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Await;
import dev.telltale.testkit.LaunchedNodes;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** {@code telltale start}: all nodes as children of one process. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class StartCommandTest {
    private static final Duration END_LIMIT = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    private int[] ports;

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
        ports = TestPorts.free(3);
    }

    private RunningProgram started() {
        RunningProgram start =
                telltale.start("start", "--config", telltale.config(ports).toString());
        start.awaitLine(".*All 3 nodes up, all agree");
        return start;
    }

    private List<Long> pids(RunningProgram start) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(n -> "node" + n + "  http://127.0.0.1:" + ports[n - 1] + "  PID [0-9]+")
                .map(line -> TelltaleProgram.pid(start.awaitLine(line)))
                .toList();
    }

    @Test
    void startPrintsEveryNodeAndEveryChangeAndEndsAllOnCtrlC() throws IOException {
        RunningProgram start = started();
        List<Long> pids = pids(start);
        assertThat(pids).doesNotHaveDuplicates().allMatch(Proc::isAlive);
        long killed = pids.get(1);
        RunningProgram.signal("KILL", killed);
        start.awaitLine(".* node2 has ended: was ended from outside by SIGKILL");
        start.awaitLine(".* node1 says node2 is down \\(was (up|suspect)\\): connection refused by .*");
        start.awaitLine(".* node3 says node2 is down \\(was (up|suspect)\\): connection refused by .*");
        start.awaitLine(".* node2 has crashed: 2 of 2 observers agree");

        start.signal("INT");
        start.awaitExit(END_LIMIT);
        assertThat(pids).noneMatch(Proc::isAlive);
        assertThat(start.lines()).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
        assertThat(records()).allMatch(record -> record.contains("-" + killed + "."));
    }

    @Test
    void startPrintsEventsInTimeOrderAndNoExitAsSilence() {
        RunningProgram start = started();
        List<Long> pids = pids(start);
        for (int node = 3; node > 1; node--) {
            RunningProgram.signal("KILL", pids.get(node - 1));
            start.awaitLine(".* node" + node + " has ended: .*SIGKILL.*");
            start.awaitLine(".* node1 says node" + node + " is down .*");
            start.awaitLine(".*node" + node + " (has crashed|and node3 have crashed).*");
        }
        List<String> lines = start.lines();
        assertThat(lines).noneMatch(line -> line.matches(".*(does not answer here|nothing from).*"));
        assertThat(lines.stream()
                        .filter(line -> line.matches("[0-9:.]{12}  .*"))
                        .map(line -> line.substring(0, 12)))
                .as("%s", lines)
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void startReportsNothingAboutItsOwnStop(String signal) {
        RunningProgram start = started();
        List<String> before = start.lines();
        start.signal(signal);
        start.awaitExit(END_LIMIT);
        assertThat(start.lines().subList(before.size(), start.lines().size()))
                .noneMatch(
                        line -> line.matches(".*(does not answer|nodes answers?|nothing from|has ended|has left).*"));
    }

    private List<String> records() throws IOException {
        try (Stream<Path> files = Files.list(telltale.user().records())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }

    @Test
    void aKilledStartLeavesNoNode() {
        RunningProgram start = started();
        List<Long> pids = pids(start);
        start.signal("KILL");
        Await.await("the nodes end")
                .atMost(Duration.ofSeconds(2))
                .until(() -> pids.stream().noneMatch(Proc::isAlive));
    }

    @Test
    void aPausedStartKeepsItsNodesAndReportsNoFalseDownAfterItsResume() {
        RunningProgram start = started();
        List<Long> pids = pids(start);
        start.signal("STOP");
        // Twice the heartbeat timeout, and long enough for a node to check its parent.
        Await.await("the nodes stay")
                .during(Duration.ofSeconds(2))
                .atMost(Await.TIMEOUT)
                .until(() -> pids.stream().allMatch(Proc::isAlive)
                        && TelltaleProgram.peerStatus(ports[0], "node2").equals("up"));
        start.signal("CONT");
        RunningProgram.signal("KILL", pids.get(2));
        start.awaitLine(".* node3 has ended: was ended from outside by SIGKILL");
        assertThat(start.lines()).noneMatch(line -> line.contains("node2 is down") || line.contains("node1 is down"));
        assertThat(pids.subList(0, 2)).allMatch(Proc::isAlive);
    }

    @Test
    void aSecondStartReportsTheOwnerOfTheClusterAndStartsNothing() {
        RunningProgram first = started();
        List<Long> pids = pids(first);
        RunningProgram second = startOfSameConfig();
        second.awaitLine("PID " + first.pid() + " runs this cluster already: nothing is started here.*");
        second.awaitLine("node2  .*  PID " + pids.get(1) + "  \\(already running, started elsewhere\\)");
        second.awaitLine(".*All 3 nodes up, all agree");
        assertThat(second.process().descendants()).isEmpty();

        second.signal("INT");
        second.awaitExit(END_LIMIT);
        assertThat(pids).allMatch(Proc::isAlive);
    }

    @Test
    void ofTwoConcurrentStartsOneOwnsAllNodesAndTheOtherEndsWithThem() {
        RunningProgram one =
                telltale.start("start", "--config", telltale.config(ports).toString());
        RunningProgram two = startOfSameConfig();
        one.awaitLine(".*All 3 nodes up, all agree");
        two.awaitLine(".*All 3 nodes up, all agree");
        boolean isFirst = one.process().descendants().count() == ports.length;
        RunningProgram owner = isFirst ? one : two;
        RunningProgram other = isFirst ? two : one;
        assertThat(owner.process().descendants()).hasSize(ports.length);
        assertThat(other.process().descendants()).isEmpty();

        owner.signal("INT");
        other.awaitLine("No node is running any more");
        assertThat(other.awaitExit(END_LIMIT)).isZero();
    }

    @Test
    void startNeitherListsNorAwaitsTheNodesOfAnotherCluster() throws IOException {
        started();
        Path other = Files.writeString(
                folder.resolve("other.json"), "{\"nodes\":[{\"id\":\"gamma\",\"port\":" + TestPorts.free() + "}]}");
        RunningProgram start = telltale.start("start", "--config", other.toString());
        start.awaitLine("gamma  .*");
        assertThat(telltale.call("stop", "--config", other.toString()).code()).isZero();
        start.awaitLine("No node is running any more");
        assertThat(start.awaitExit(END_LIMIT)).isZero();
        assertThat(start.lines()).noneMatch(line -> line.contains("node1"));
    }

    private RunningProgram startOfSameConfig() {
        return telltale.start(
                "start", "--config", folder.resolve("cluster.json").toString());
    }

    @Test
    void startEndsWhenTheStopCommandHasEndedItsNodes() {
        RunningProgram start = started();
        List<Long> pids = pids(start);
        TelltaleProgram.Result stop =
                telltale.call("stop", "--config", folder.resolve("cluster.json").toString());
        assertThat(stop.code()).as(stop.toString()).isZero();
        assertThat(pids).noneMatch(Proc::isAlive);
        start.awaitLine("No node is running any more");
        assertThat(start.awaitExit(END_LIMIT)).isZero();
    }

    @Test
    void aPortTakenByAnotherProcessEndsTheStartWithAReason() throws IOException {
        try (var server = new ServerSocket(ports[1], 1, InetAddress.getLoopbackAddress())) {
            RunningProgram start =
                    telltale.start("start", "--config", telltale.config(ports).toString());
            assertThat(start.awaitExit(Await.TIMEOUT)).isEqualTo(3);
            assertThat(start.lines())
                    .anyMatch(line -> line.contains("node2 did not start")
                            && line.contains("Port " + server.getLocalPort() + " on 127.0.0.1 is taken"))
                    .noneMatch(line -> line.contains("Exception"));
            assertThat(records()).isEmpty();
        }
    }

    @Test
    void aNodeLoadsNoUserInterfaceOrDatabindClass() {
        Path classes = folder.resolve("classes.txt");
        RunningProgram node = LaunchedNodes.start(telltale, List.of("-Xlog:class+load:file=" + classes), 1, ports);
        node.awaitLine(".* node1 says node2 is down .*");
        assertThat(classes)
                .content()
                .contains("io.undertow.server.HttpHandler ", "dev.telltale.node.NodeStateMachine ")
                .doesNotContain(" javafx.", " picocli.", " com.fasterxml.jackson.databind.", " atlantafx.");
    }
}
