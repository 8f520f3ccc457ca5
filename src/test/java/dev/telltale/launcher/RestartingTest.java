package dev.telltale.launcher;

import static dev.telltale.launcher.FakeNodeCluster.NODE;
import static dev.telltale.testkit.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.RestartPolicy;
import dev.telltale.groundtruth.ExitReason;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with {@code "restart":"on-failure"}. */
@Timeout(60)
class RestartingTest {
    @TempDir
    Path folder;

    private final List<NodeProcess.Exited> exits = new CopyOnWriteArrayList<>();
    private FakeCluster cluster;

    @BeforeEach
    void open() {
        cluster = new FakeCluster(folder, RestartPolicy.ON_FAILURE);
        cluster.launcher().onChange(() -> {
            if (cluster.launcher().processes().get(NODE) instanceof NodeProcess.Exited exited) {
                exits.add(exited);
            }
        });
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void startAndCrash() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.ready();
        result(start);
        exits.clear();
        cluster.newest().print("out of luck");
        cluster.newest().end(3);
        // The restart may happen before this thread reads the state.
        Await.until("node1 has exited", () -> !exits.isEmpty());
    }

    @Test
    void aFailedNodeIsRestartedAndItsExitReasonSaysSo() {
        startAndCrash();
        assertThat(exits).first().satisfies(exited -> {
            assertThat(exited.isRestarting()).isTrue();
            assertThat(exited.reason()).isEqualTo("exited by itself with code 3: out of luck; restart 1 of 5 follows");
        });
        Await.until("a second process", () -> cluster.processes().size() == 2);
        cluster.ready();
        Await.until("node1 runs", () -> cluster.state() instanceof NodeProcess.Running);
        assertThat(cluster.launcher().processEvents())
                .filteredOn(event -> event.kind() == ProcessEvent.Kind.START)
                .extracting(ProcessEvent::origin)
                .containsExactly(Origin.MANUAL, Origin.AUTOMATIC);
    }

    @Test
    void aKilledOrTerminatedNodeIsNotRestarted() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.ready();
        result(start);
        CompletableFuture<NodeProcess> kill = cluster.launcher().kill(NODE);
        cluster.drain();
        cluster.newest().end(ExitReason.SIGKILL);
        assertDown(result(kill));

        var again = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.ready();
        result(again);
        cluster.newest().end(FakeProcess.SIGTERM);
        Await.until("node1 has exited", () -> cluster.state() instanceof NodeProcess.Exited);
        assertDown(cluster.state());
    }

    private static void assertDown(NodeProcess state) {
        assertThat(state)
                .isInstanceOfSatisfying(
                        NodeProcess.Exited.class,
                        exited -> assertThat(exited.isRestarting()).isFalse());
    }

    @Test
    void aKillOrStopCancelsAPendingRestart() {
        startAndCrash();
        assertDown(result(cluster.launcher().kill(NODE)));
        startAndCrash();
        result(cluster.launcher().stopAll());
        assertDown(cluster.state());
        // A later restart with the same delay happens; the two cancelled ones did not.
        startAndCrash();
        Await.until("a fourth process", () -> cluster.processes().size() == 4);
    }

    @Test
    void aStartDuringTheRestartDelayCreatesOneProcess() {
        startAndCrash();
        startAndCrash();
        Await.until("a third process", () -> cluster.processes().size() == 3);
        assertThat(cluster.overlaps()).isZero();
    }

    @Test
    void aRepeatedlyCrashingNodeIsNotRestartedForeverAndReportsWhy() {
        try (var real = new FakeNodeCluster(folder, "crashing", RestartPolicy.ON_FAILURE)) {
            result(real.launcher().start(FakeNodeCluster.NODE));
            Await.await("node1 stays down")
                    .atMost(Duration.ofSeconds(50))
                    .until(() -> real.state() instanceof NodeProcess.Exited exited && !exited.isRestarting());
            assertThat(real.state())
                    .isInstanceOfSatisfying(
                            NodeProcess.Exited.class,
                            exited -> assertThat(exited.reason())
                                    .isEqualTo(
                                            "exited by itself with code 3: out of luck; not restarted again: 5 restarts in a row"
                                                    + " did not last 10 s"));
            assertThat(real.launcher().processEvents())
                    .filteredOn(deed -> deed.kind() == ProcessEvent.Kind.START)
                    .hasSize(1 + RestartBackoff.MAX_RESTARTS);
        }
    }
}
