package dev.telltale.launcher;

import static dev.telltale.launcher.FakeNodeCluster.NODE;
import static dev.telltale.testkit.Await.assertFails;
import static dev.telltale.testkit.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that were started in a terminal, not by the launcher. */
@Timeout(60)
@Tag("process")
class ExternalNodesTest {
    private static final NodeId STRANGER = new NodeId("other-7");

    /** A process ends a moment before its parent, here this test, is notified. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<RunningProgram> started = new ArrayList<>();
    private FakeNodeCluster cluster;

    @BeforeEach
    void open() {
        cluster = new FakeNodeCluster(folder, "recorded", 2);
    }

    @AfterEach
    void close() {
        cluster.close();
        started.forEach(RunningProgram::close);
    }

    @Test
    void anExternalNodeIsShownUntilItEnds() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        result(cluster.launcher().refresh());
        assertThat(cluster.state())
                .isInstanceOfSatisfying(
                        NodeProcess.External.class,
                        external -> assertThat(external.pid()).isEqualTo(node.pid()));
        cluster.launcher().onChange(() -> {});
        node.destroyForcibly();
        Await.until("node1 is gone", () -> cluster.state() instanceof NodeProcess.Stopped);
    }

    @Test
    void anExternalNodeIsKilledAndTheKillIsRecorded() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        assertThat(result(cluster.launcher().kill(NODE))).isEqualTo(new NodeProcess.Stopped());
        assertThat(node.onExit()).succeedsWithin(SOON);
        assertThat(cluster.launcher().processEvents())
                .extracting(ProcessEvent::kind, ProcessEvent::pid)
                .containsExactly(tuple(ProcessEvent.Kind.KILL, node.pid()), tuple(ProcessEvent.Kind.ENDED, node.pid()));
    }

    @Test
    void anExternalNodeThatIgnoresSigtermIsStopped() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded-stubborn");
        assertThat(result(cluster.launcher().stop(NODE))).isEqualTo(new NodeProcess.Stopped());
        assertThat(node.onExit()).succeedsWithin(SOON);
    }

    @Test
    void startBesideAnExternalNodeFailsWithAdvice() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        assertFails(
                cluster.launcher().start(NODE),
                "node1 already runs as PID " + node.pid() + " on " + address()
                        + ", started elsewhere; stop or kill that one first.");
        assertThat(cluster.state()).isInstanceOf(NodeProcess.External.class);
    }

    @Test
    void startDuringTheKillOfAnExternalNodeWaitsAndThenStarts() throws IOException {
        startElsewhere(NODE, address(), "recorded");
        CompletableFuture<NodeProcess> kill = cluster.launcher().kill(NODE);
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        result(kill);
        assertThat(result(start)).isInstanceOf(NodeProcess.Running.class);
    }

    @Test
    void startAllAndStopAllDoNotAffectAnExternalNode() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        result(cluster.launcher().startAll());
        assertThat(cluster.launcher().processes().values())
                .hasExactlyElementsOfTypes(NodeProcess.External.class, NodeProcess.Running.class);
        result(cluster.launcher().stopAll());
        assertThat(node.isAlive()).isTrue();
        cluster.close();
        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void aNodeWithAnUnknownIdIsNeitherShownNorKilled() throws IOException {
        Process node = startElsewhere(STRANGER, new Address("127.0.0.1", 19_999), "recorded");
        result(cluster.launcher().refresh());
        assertThat(cluster.launcher().processes()).hasSize(2).doesNotContainKey(STRANGER);
        assertFails(
                cluster.launcher().kill(STRANGER), "There is no other-7 in this cluster; the nodes are node1, node2.");
        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void aNodeWithTheIdOfAMemberAtAnotherAddressIsNoMember() throws IOException {
        startElsewhere(NODE, new Address("127.0.0.1", 19_999), "recorded");
        result(cluster.launcher().refresh());
        assertThat(cluster.state()).isEqualTo(new NodeProcess.Stopped());
    }

    @Test
    void childrenOfTheLauncherAreNotExternal() {
        cluster.start();
        result(cluster.launcher().refresh());
        assertThat(cluster.state()).isInstanceOf(NodeProcess.Running.class);
        assertThat(cluster.records().live()).hasSize(1);
        result(cluster.launcher().kill(NODE));
        assertThat(cluster.records().live()).isEmpty();
    }

    private Address address() {
        return cluster.launcher().members().get(0).address();
    }

    private Process startElsewhere(NodeId id, Address address, String behaviour) throws IOException {
        List<String> command = new ArrayList<>(FakeNodeCluster.command(folder, behaviour));
        command.addAll(List.of("node", "--id", id.value(), "--port", String.valueOf(address.port())));
        RunningProgram node = RunningProgram.start(new ProcessBuilder(command));
        started.add(node);
        node.awaitLine("telltale: " + id + " ready.*");
        return node.process();
    }
}
