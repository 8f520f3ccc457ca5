package dev.telltale.launcher;

import static dev.telltale.launcher.FakeCluster.assertFails;
import static dev.telltale.launcher.FakeCluster.await;
import static dev.telltale.launcher.RealCluster.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that somebody started in a terminal. */
@Timeout(60)
@Tag("process")
class ExternalNodesTest {
    private static final NodeId STRANGER = new NodeId("other-7");

    /** A process is gone a moment before its parent, here this test, has heard of it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private RealCluster cluster;

    @BeforeEach
    void open() {
        cluster = new RealCluster(folder, "recorded", 2);
    }

    @AfterEach
    void close() {
        cluster.close();
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aNodeStartedElsewhereIsShownAndVanishesWhenItEnds() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        await(cluster.launcher().refresh());
        assertThat(cluster.state())
                .isInstanceOfSatisfying(
                        NodeProcess.External.class,
                        external -> assertThat(external.pid()).isEqualTo(node.pid()));
        cluster.launcher().onChange(() -> {});
        node.destroyForcibly();
        Awaitility.await().until(() -> cluster.state() instanceof NodeProcess.Stopped);
    }

    @Test
    void anExternalNodeIsKilledAndTheKillIsTrueHistory() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        assertThat(await(cluster.launcher().kill(NODE))).isEqualTo(new NodeProcess.Stopped());
        assertThat(node.onExit()).succeedsWithin(SOON);
        assertThat(cluster.launcher().truth())
                .extracting(Deed::kind, Deed::pid)
                .containsExactly(tuple(Deed.Kind.KILL, node.pid()), tuple(Deed.Kind.ENDED, node.pid()));
    }

    @Test
    void anExternalNodeIsStoppedAlsoWhenItIsStubborn() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded-stubborn");
        assertThat(await(cluster.launcher().stop(NODE))).isEqualTo(new NodeProcess.Stopped());
        assertThat(node.onExit()).succeedsWithin(SOON);
    }

    @Test
    void startBesideAnExternalNodeFailsWithWhatToDo() throws IOException {
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
        await(kill);
        assertThat(await(start)).isInstanceOf(NodeProcess.Running.class);
    }

    @Test
    void startAllLeavesAnExternalNodeInItsPlaceAndStopAllDoesNotTouchIt() throws IOException {
        Process node = startElsewhere(NODE, address(), "recorded");
        await(cluster.launcher().startAll());
        assertThat(cluster.launcher().processes().values())
                .hasExactlyElementsOfTypes(NodeProcess.External.class, NodeProcess.Running.class);
        await(cluster.launcher().stopAll());
        assertThat(node.isAlive()).isTrue();
        cluster.close();
        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void aNodeOfNoMembersNameIsShownBesideTheMembersAndCanBeKilled() throws IOException {
        Process node = startElsewhere(STRANGER, new Address("127.0.0.1", 19_999), "recorded");
        await(cluster.launcher().refresh());
        assertThat(cluster.launcher().processes()).hasSize(3).containsKey(STRANGER);
        await(cluster.launcher().kill(STRANGER));
        assertThat(node.onExit()).succeedsWithin(SOON);
        assertThat(cluster.launcher().processes()).hasSize(2);
    }

    @Test
    void aMembersNameAtAnotherAddressIsNoMember() throws IOException {
        startElsewhere(NODE, new Address("127.0.0.1", 19_999), "recorded");
        await(cluster.launcher().refresh());
        assertThat(cluster.state()).isEqualTo(new NodeProcess.Stopped());
    }

    @Test
    void ourOwnChildrenAreNotExternal() {
        cluster.start();
        await(cluster.launcher().refresh());
        assertThat(cluster.state()).isInstanceOf(NodeProcess.Running.class);
        assertThat(cluster.records().live()).hasSize(1);
        await(cluster.launcher().kill(NODE));
        assertThat(cluster.records().live()).isEmpty();
    }

    @Test
    void anUnknownNodeIsRefusedWithTheKnownOnes() {
        assertFails(cluster.launcher().kill(STRANGER), "There is no other-7 here; the nodes are node1, node2.");
    }

    private Address address() {
        return cluster.launcher().members().get(0).address();
    }

    private Process startElsewhere(NodeId id, Address address, String behaviour) throws IOException {
        List<String> command = new ArrayList<>(RealCluster.command(folder, behaviour));
        command.addAll(List.of("node", id.value(), String.valueOf(address.port()), "--host", address.host()));
        Process node = new ProcessBuilder(command).start();
        started.add(node);
        var lines = node.inputReader();
        assertThat(lines.readLine()).startsWith("telltale: " + id + " ready");
        return node;
    }
}
