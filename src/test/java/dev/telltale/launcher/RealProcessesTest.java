package dev.telltale.launcher;

import static dev.telltale.launcher.FakeNodeCluster.NODE;
import static dev.telltale.testkit.Await.assertFails;
import static dev.telltale.testkit.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.LineSplitter;
import dev.telltale.launcher.process.Output;
import dev.telltale.launcher.process.PosixSignals;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("process")
class RealProcessesTest {
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(3);

    private static final Predicate<String> PID = Pattern.compile("[0-9]+").asMatchPredicate();

    @TempDir
    Path folder;

    @Test
    void aClusterStartsRestartsAKilledNodeAndLeavesNoProcess() {
        List<Long> pids;
        try (var cluster = new FakeNodeCluster(folder, "good", 3)) {
            result(cluster.launcher().startAll());
            pids = cluster.launcher().processes().values().stream()
                    .map(state -> ((NodeProcess.Running) state).pid())
                    .toList();
            assertThat(pids).hasSize(3).allMatch(Proc::isAlive);
            assertThat(cluster.state())
                    .isInstanceOfSatisfying(
                            NodeProcess.Running.class,
                            running -> assertThat(running.address())
                                    .isEqualTo(
                                            cluster.launcher().members().get(0).address()));

            assertThat(result(cluster.launcher().kill(NODE)))
                    .isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
                        assertThat(exited.code()).isEqualTo(137);
                        assertThat(exited.killed()).isTrue();
                        assertThat(exited.uptime()).isPositive();
                    });
            assertThat(Proc.isAlive(pids.get(0))).isFalse();
            assertThat(cluster.start().pid()).isNotEqualTo(pids.get(0));
            result(cluster.launcher().stopAll());
            assertThat(cluster.launcher().processes().values()).containsOnly(new NodeProcess.Stopped());
        }
        assertThat(pids).noneMatch(Proc::isAlive);
    }

    @Test
    void concurrentClosesEndProcessesThatIgnoreSigtermWithinTheTimeout() {
        var cluster = new FakeNodeCluster(folder, "stubborn", 3, LauncherTimeouts.DEFAULT);
        result(cluster.launcher().startAll());
        ClockReading before = TimeSource.SYSTEM.now();
        CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(cluster::close);
        cluster.close();
        assertThat(TimeSource.SYSTEM.now().since(before)).isLessThan(MAX_CLOSE_TIME);
        assertThat(cluster.launcher().processEvents())
                .filteredOn(deed -> deed.kind() == ProcessEvent.Kind.START)
                .extracting(ProcessEvent::pid)
                .hasSize(3)
                .noneMatch(Proc::isAlive);
        result(elsewhere);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void anExternallyPausedNodeIsStoppedWithoutAKill() {
        try (var cluster = new FakeNodeCluster(folder, "good", 1, LauncherTimeouts.DEFAULT)) {
            PosixSignals.send("STOP", ProcessHandle.of(cluster.start().pid()).orElseThrow());
            result(cluster.launcher().stop(NODE));
            assertThat(cluster.launcher().processEvents())
                    .extracting(ProcessEvent::kind)
                    .contains(ProcessEvent.Kind.STOP)
                    .doesNotContain(ProcessEvent.Kind.KILL);
        }
    }

    @Test
    void closeDuringStartLeavesNoProcess() {
        var cluster = new FakeNodeCluster(folder, "silent", 2);
        CompletableFuture<Void> start = cluster.launcher().startAll();
        Await.until(
                "both processes are started",
                () -> cluster.launcher().processEvents().size() == 2);
        cluster.close();
        assertThat(start).isCompletedExceptionally();
        assertThat(cluster.launcher().processEvents())
                .extracting(ProcessEvent::pid)
                .noneMatch(Proc::isAlive);
    }

    @Test
    void aFailedStartOfAProcessReportsItsLastOutput() {
        try (var cluster = new FakeNodeCluster(folder, "failing", 1)) {
            assertFails(
                    cluster.launcher().start(NODE),
                    "node1 did not start (exit 3): Port "
                            + cluster.launcher().members().get(0).address().port() + " on 127.0.0.1 is taken.");
            assertThat(cluster.state())
                    .isInstanceOfSatisfying(
                            NodeProcess.Exited.class,
                            exited -> assertThat(exited.code()).isEqualTo(3));
        }
    }

    @Test
    void aNodeThatExitsByItselfIsNotReportedAsKilled() {
        try (var cluster = new FakeNodeCluster(folder, "leaving", 1)) {
            var unused = cluster.launcher().start(NODE);
            Await.until("node1 has exited", () -> cluster.state() instanceof NodeProcess.Exited);
            assertThat(cluster.state()).isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
                assertThat(exited.killed()).isFalse();
                assertThat(exited.reason()).isEqualTo("exited by itself with code 0");
            });
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void anExternalKillIsReportedAsSuch() {
        try (var cluster = new FakeNodeCluster(folder, "good", 1)) {
            ProcessHandle.of(cluster.start().pid()).orElseThrow().destroyForcibly();
            Await.until("node1 has exited", () -> cluster.state() instanceof NodeProcess.Exited);
            assertThat(cluster.state()).isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
                assertThat(exited.killed()).isFalse();
                assertThat(exited.code()).isEqualTo(137);
                assertThat(exited.reason()).isEqualTo("was ended from outside by SIGKILL");
            });
            assertThat(cluster.launcher().processEvents())
                    .last()
                    .extracting(ProcessEvent::exitText)
                    .isEqualTo("was ended from outside by SIGKILL");
        }
    }

    @Test
    void aNodeThatIsNeverReadyIsKilled() {
        var shortTimeouts = new LauncherTimeouts(
                Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100));
        try (var cluster = new FakeNodeCluster(folder, "silent", 1, shortTimeouts)) {
            assertFails(cluster.launcher().start(NODE), "node1 was not ready within 300 ms and was killed.");
            assertThat(cluster.launcher().processEvents())
                    .extracting(ProcessEvent::pid)
                    .noneMatch(Proc::isAlive);
        }
    }

    @Test
    void aFloodOfOutputStaysWithinTheLimits() throws IOException {
        try (var cluster = new FakeNodeCluster(folder, "flooding", 1, FakeNodeCluster.FOR_FLOODS)) {
            cluster.start();
            List<String> lines = cluster.launcher().output(NODE);
            assertThat(lines).hasSize(Output.TAIL_LINES).anyMatch(line -> line.startsWith("telltale: node1 ready"));
            assertThat(lines).allMatch(line -> line.length() <= LineSplitter.MAX_LENGTH + 3);
            try (Stream<Path> files = Files.list(folder.resolve("output"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".log")))
                        .hasSize(3)
                        .allMatch(file -> file.toFile().length() < 1_100_000);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aGrandchildThatHoldsThePipeOpenDelaysNothing() {
        var cluster = new FakeNodeCluster(folder, "grandchild", 1);
        cluster.start();
        long grandchild = Long.parseLong(cluster.launcher().output(NODE).get(0).substring("grandchild ".length()));
        try {
            assertThat(result(cluster.launcher().stop(NODE))).isEqualTo(new NodeProcess.Stopped());
            assertThat(cluster.start().pid()).isPositive();
            ProcessHandle.of(((NodeProcess.Running) cluster.state()).pid())
                    .orElseThrow()
                    .destroyForcibly();
            Await.until("node1 has exited", () -> cluster.state() instanceof NodeProcess.Exited);
            cluster.start();
            ClockReading before = TimeSource.SYSTEM.now();
            cluster.close();
            assertThat(TimeSource.SYSTEM.now().since(before)).isLessThan(MAX_CLOSE_TIME);
            assertThat(Proc.isAlive(grandchild)).isTrue();
        } finally {
            cluster.launcher().output(NODE).stream()
                    .filter(line -> line.startsWith("grandchild "))
                    .map(line -> Long.parseLong(line.substring("grandchild ".length())))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void manyRestartsLeaveNoThreadsAndNoOpenFiles() {
        try (var cluster = new FakeNodeCluster(folder, "good", 1)) {
            cluster.start();
            result(cluster.launcher().kill(NODE));
            Await.until("no output is read any more", () -> Proc.outputThreads() == 0);
            int files = Proc.openFiles();
            for (int i = 0; i < 5; i++) {
                cluster.start();
                result(cluster.launcher().kill(NODE));
            }
            Await.await("no thread and no open file is left").untilAsserted(() -> {
                assertThat(Proc.outputThreads()).isZero();
                assertThat(Proc.openFiles()).isLessThanOrEqualTo(files + 2);
            });
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nodesEndWhenTheirParentIsKilled() throws IOException {
        RunningProgram parent = parent("good");
        try (parent) {
            List<Long> pids = pids(parent);
            assertThat(pids).allMatch(Proc::isAlive);
            parent.process().destroyForcibly();
            Await.await("the nodes end")
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> pids.stream().noneMatch(Proc::isAlive));
        }
    }

    /** The JVM ends by halt(), without shutdown hooks and without a signal. */
    @Test
    void nodesEndWhenTheirParentHalts() throws IOException {
        RunningProgram parent = parent("good", "-Dhalts=true");
        try (parent) {
            List<Long> pids = pids(parent);
            assertThat(pids).allMatch(Proc::isAlive);
            parent.process().getOutputStream().write('\n');
            parent.process().getOutputStream().flush();
            Await.await("the nodes end")
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> pids.stream().noneMatch(Proc::isAlive));
            parent.awaitExit(MAX_CLOSE_TIME);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pausedNodesResumeAndEndWhenTheirParentIsKilled() throws IOException {
        RunningProgram parent = parent("good", "-Dpaused=true");
        try (parent) {
            List<Long> pids = pids(parent);
            parent.awaitLine("paused");
            parent.process().destroyForcibly();
            Await.await("the nodes end")
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> pids.stream().noneMatch(Proc::isAlive));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLauncherWithLittleMemoryHandlesALineOf100Megabytes() throws IOException {
        RunningProgram parent = parent("flooding", "-Xmx32m");
        try (parent) {
            assertThat(pids(parent)).hasSize(2);
            parent.signal("TERM");
            parent.awaitExit(MAX_CLOSE_TIME);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nodesEndWithTheShutdownHookOfTheirParent() throws IOException {
        RunningProgram parent = parent("stubborn");
        try (parent) {
            List<Long> pids = pids(parent);
            parent.signal("TERM");
            Await.await("the parent ends")
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> !parent.process().isAlive());
            assertThat(pids).noneMatch(Proc::isAlive);
        }
    }

    private RunningProgram parent(String behavior, String... options) {
        List<String> command = new ArrayList<>(List.of(TelltaleProgram.currentJava()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(FakeNodeCluster.class.getName(), folder.toString(), behavior));
        return RunningProgram.start(new ProcessBuilder(command));
    }

    private static List<Long> pids(RunningProgram parent) {
        Await.until(
                "two PIDs",
                () -> parent.lines().stream().filter(PID).count() == 2
                        || !parent.process().isAlive());
        List<Long> pids = parent.lines().stream().filter(PID).map(Long::valueOf).toList();
        assertThat(pids).as(() -> "PIDs in " + parent.lines()).hasSize(2).allMatch(pid -> pid > 0);
        return pids;
    }
}
