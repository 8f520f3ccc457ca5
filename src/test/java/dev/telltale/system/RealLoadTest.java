package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The default settings on an overloaded machine. Takes minutes, so it has its own tag. */
@Tag("load")
@EnabledOnOs({OS.LINUX, OS.MAC})
class RealLoadTest {
    private static final int NODES = 10;
    private static final int BUSY_LOOPS = 64;
    private static final Duration LOAD = Duration.ofMinutes(Integer.getInteger("telltale.load.minutes", 10));
    /** Maximum time until starved nodes report each other up again. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    /**
     * A node without processor time for the whole timeout may be reported down, if it is marked as starved afterwards.
     */
    @Test
    void underLoadEveryDownIsExplainedByTheStarvationOfTheNode() throws IOException {
        List<Process> loops = new ArrayList<>();
        String limit = String.valueOf(LOAD.plus(AFTERWARDS).toSeconds());
        Instant start = Instant.now();
        try (var nodes = new RealCluster(folder, NODES, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            for (int i = 0; i < BUSY_LOOPS; i++) {
                // Has its own time limit, in case this program is killed.
                loops.add(new ProcessBuilder("timeout", limit, "sh", "-c", "while :; do :; done").start());
            }
            Await.elapse(LOAD, "the machine is loaded for " + LOAD.toMinutes() + " min");
            loops.forEach(RealLoadTest::end);

            nodes.awaitAllUp();
            var truth = new GroundTruth(start, Instant.now(), List.of());
            var histories = StatusHistory.of(TestValues.nodes(NODES), nodes.verdicts());
            Quality quality = Quality.of(truth, histories, HeartbeatSettings.DEFAULT, Duration.ZERO);
            quality.summaries()
                    .forEach((detector, summary) -> System.out.println(detector.id() + ": "
                            + summary.mistakes().starvations() + " times down without processor time, "
                            + summary.mistakes().count() + " mistakes"));
            assertThat(quality.mistakes())
                    .filteredOn(mistake -> mistake.lane().detector() != DetectorKind.PHI)
                    .isEmpty();
        } finally {
            loops.forEach(RealLoadTest::end);
        }
    }

    /** Kills the child before its parent: afterwards the child could no longer be found. */
    private static void end(Process loop) {
        loop.descendants().forEach(ProcessHandle::destroyForcibly);
        loop.destroyForcibly();
    }

    @Test
    void anObserverPausedForEightSecondsReportsNoPeerDown() {
        NodeId observer = TestValues.node(1);
        try (var nodes = new RealCluster(folder, 3, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            Await.result(nodes.launcher().pause(observer));
            Await.elapse(Duration.ofSeconds(8), "the observer is paused");
            Await.result(nodes.launcher().resume(observer));
            nodes.awaitAllUp();
            Await.elapse(HeartbeatSettings.DEFAULT.timeout(), "a verdict of its own would come within a timeout");

            assertThat(nodes.verdicts())
                    .filteredOn(change -> change.observer().equals(observer))
                    .noneMatch(change -> change.to() == Status.DOWN);
            nodes.awaitAllUp();
        }
    }
}
