package dev.telltale.launcher;

import static dev.telltale.launcher.FakeCluster.assertFails;
import static dev.telltale.launcher.FakeCluster.await;
import static dev.telltale.launcher.RealCluster.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Moment;
import dev.telltale.time.NanoClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("process")
class RealProcessesTest {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void aClusterStartsLosesANodeGetsItBackAndLeavesNothing() {
        List<Long> pids;
        try (var cluster = new RealCluster(folder, "good", 3)) {
            await(cluster.launcher().startAll());
            pids = cluster.launcher().processes().values().stream()
                    .map(state -> ((NodeProcess.Running) state).pid())
                    .toList();
            assertThat(pids).hasSize(3).allMatch(RealCluster::lives);
            assertThat(cluster.state())
                    .isInstanceOfSatisfying(
                            NodeProcess.Running.class,
                            running -> assertThat(running.address())
                                    .isEqualTo(
                                            cluster.launcher().members().get(0).address()));

            assertThat(await(cluster.launcher().kill(NODE)))
                    .isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
                        assertThat(exited.code()).isEqualTo(137);
                        assertThat(exited.killed()).isTrue();
                        assertThat(exited.uptime()).isPositive();
                    });
            assertThat(RealCluster.lives(pids.get(0))).isFalse();
            assertThat(cluster.start().pid()).isNotEqualTo(pids.get(0));
            await(cluster.launcher().stopAll());
            assertThat(cluster.launcher().processes().values()).containsOnly(new NodeProcess.Stopped());
        }
        assertThat(pids).noneMatch(RealCluster::lives);
    }

    @Test
    void closeEndsAllWithinItsTimeAlsoTheStubbornAndTwiceAtOnce() {
        var cluster = new RealCluster(folder, "stubborn", 3, Patience.DEFAULT);
        await(cluster.launcher().startAll());
        Moment before = NanoClock.SYSTEM.now();
        CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(cluster::close);
        cluster.close();
        assertThat(NanoClock.SYSTEM.now().since(before)).isLessThan(LONGEST_CLOSE);
        assertThat(cluster.launcher().truth())
                .filteredOn(deed -> deed.kind() == Deed.Kind.START)
                .extracting(Deed::pid)
                .hasSize(3)
                .noneMatch(RealCluster::lives);
        await(elsewhere);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNodeThatWasPausedFromElsewhereHearsThatItIsToStop() {
        try (var cluster = new RealCluster(folder, "good", 1, Patience.DEFAULT)) {
            StopSignal.send("STOP", ProcessHandle.of(cluster.start().pid()).orElseThrow());
            await(cluster.launcher().stop(NODE));
            assertThat(cluster.launcher().truth())
                    .extracting(Deed::kind)
                    .contains(Deed.Kind.STOP)
                    .doesNotContain(Deed.Kind.KILL);
        }
    }

    @Test
    void closeDuringStartLeavesNothing() {
        var cluster = new RealCluster(folder, "silent", 2);
        CompletableFuture<Void> start = cluster.launcher().startAll();
        Awaitility.await().until(() -> cluster.launcher().truth().size() == 2);
        cluster.close();
        assertThat(start).isCompletedExceptionally();
        assertThat(cluster.launcher().truth()).extracting(Deed::pid).noneMatch(RealCluster::lives);
    }

    @Test
    void aFailedStartSaysTheNodesLastWords() {
        try (var cluster = new RealCluster(folder, "failing", 1)) {
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
    void aNodeThatLeavesByItselfIsNotCalledKilled() {
        try (var cluster = new RealCluster(folder, "leaving", 1)) {
            var unused = cluster.launcher().start(NODE);
            Awaitility.await().until(() -> cluster.state() instanceof NodeProcess.Exited);
            assertThat(cluster.state()).isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
                assertThat(exited.killed()).isFalse();
                assertThat(exited.reason()).isEqualTo("exited by itself with code 0");
            });
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aKillFromOutsideIsToldAsOne() {
        try (var cluster = new RealCluster(folder, "good", 1)) {
            ProcessHandle.of(cluster.start().pid()).orElseThrow().destroyForcibly();
            Awaitility.await().until(() -> cluster.state() instanceof NodeProcess.Exited);
            assertThat(cluster.state()).isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
                assertThat(exited.killed()).isFalse();
                assertThat(exited.code()).isEqualTo(137);
                assertThat(exited.reason()).isEqualTo("was ended from outside by SIGKILL");
            });
        }
    }

    @Test
    void aNodeThatIsNeverReadyIsKilled() {
        var impatient = new Patience(
                Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100));
        try (var cluster = new RealCluster(folder, "silent", 1, impatient)) {
            assertFails(cluster.launcher().start(NODE), "node1 was not ready within 300 ms and was killed.");
            assertThat(cluster.launcher().truth()).extracting(Deed::pid).noneMatch(RealCluster::lives);
        }
    }

    @Test
    void aFloodOfOutputIsKeptWithinBounds() throws IOException {
        try (var cluster = new RealCluster(folder, "flooding", 1)) {
            cluster.start();
            List<String> lines = cluster.launcher().output(NODE);
            assertThat(lines).hasSize(Tail.MOST).anyMatch(line -> line.startsWith("telltale: node1 ready"));
            assertThat(lines).allMatch(line -> line.length() <= LineCutter.LONGEST + 3);
            try (Stream<Path> files = Files.list(folder.resolve("output"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".log")))
                        .hasSize(3)
                        .allMatch(file -> file.toFile().length() < 1_100_000);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aGrandchildThatHoldsThePipeHoldsUpNothing() {
        var cluster = new RealCluster(folder, "grandchild", 1);
        cluster.start();
        long grandchild = Long.parseLong(cluster.launcher().output(NODE).get(0).substring("grandchild ".length()));
        try {
            assertThat(await(cluster.launcher().stop(NODE))).isEqualTo(new NodeProcess.Stopped());
            assertThat(cluster.start().pid()).isPositive();
            ProcessHandle.of(((NodeProcess.Running) cluster.state()).pid())
                    .orElseThrow()
                    .destroyForcibly();
            Awaitility.await().until(() -> cluster.state() instanceof NodeProcess.Exited);
            cluster.start();
            Moment before = NanoClock.SYSTEM.now();
            cluster.close();
            assertThat(NanoClock.SYSTEM.now().since(before)).isLessThan(LONGEST_CLOSE);
            assertThat(RealCluster.lives(grandchild)).isTrue();
        } finally {
            cluster.launcher().output(NODE).stream()
                    .filter(line -> line.startsWith("grandchild "))
                    .map(line -> Long.parseLong(line.substring("grandchild ".length())))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void manyLivesLeaveNoThreadsAndNoOpenFiles() {
        try (var cluster = new RealCluster(folder, "good", 1)) {
            cluster.start();
            await(cluster.launcher().kill(NODE));
            Awaitility.await().until(() -> outputThreads() == 0);
            int files = openFiles();
            for (int i = 0; i < 15; i++) {
                cluster.start();
                await(cluster.launcher().kill(NODE));
            }
            Awaitility.await().untilAsserted(() -> {
                assertThat(outputThreads()).isZero();
                assertThat(openFiles()).isLessThanOrEqualTo(files + 2);
            });
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nodesEndWhenTheirParentIsKilled() throws IOException {
        Process parent = parent("good");
        try (var lines = parent.inputReader()) {
            List<Long> pids = List.of(pid(lines.readLine()), pid(lines.readLine()));
            assertThat(pids).allMatch(RealCluster::lives);
            parent.destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> pids.stream().noneMatch(RealCluster::lives));
        } finally {
            parent.destroyForcibly();
        }
    }

    /** What it halts itself with leaves out every hook, and is no signal. */
    @Test
    void nodesEndWhenTheirParentHalts() throws IOException {
        Process parent = parent("good", "-Dhalts=true");
        try (var lines = parent.inputReader()) {
            List<Long> pids = List.of(pid(lines.readLine()), pid(lines.readLine()));
            assertThat(pids).allMatch(RealCluster::lives);
            parent.getOutputStream().write('\n');
            parent.getOutputStream().flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> pids.stream().noneMatch(RealCluster::lives));
            assertThat(parent.onExit()).succeedsWithin(LONGEST_CLOSE);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pausedNodesGoOnAndEndWhenTheirParentIsKilled() throws IOException {
        Process parent = parent("good", "-Dpaused=true");
        try (var lines = parent.inputReader()) {
            List<Long> pids = List.of(pid(lines.readLine()), pid(lines.readLine()));
            assertThat(lines.readLine()).isEqualTo("paused");
            parent.destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> pids.stream().noneMatch(RealCluster::lives));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLauncherOfLittleMemorySurvivesALineOfAHundredMegabytes() throws IOException {
        Process parent = parent("flooding", "-Xmx32m");
        try (var lines = parent.inputReader()) {
            assertThat(pid(lines.readLine())).isPositive();
            assertThat(pid(lines.readLine())).isPositive();
        } finally {
            parent.toHandle().destroy();
            assertThat(parent.onExit()).succeedsWithin(LONGEST_CLOSE);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nodesEndWithTheShutdownHookOfTheirParent() throws IOException {
        Process parent = parent("stubborn");
        try (var lines = parent.inputReader()) {
            List<Long> pids = List.of(pid(lines.readLine()), pid(lines.readLine()));
            parent.toHandle().destroy();
            Awaitility.await().atMost(Duration.ofSeconds(4)).until(() -> !parent.isAlive());
            assertThat(pids).noneMatch(RealCluster::lives);
        } finally {
            parent.destroyForcibly();
        }
    }

    private Process parent(String behaviour, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(RealCluster.java()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                FakeParent.class.getName(),
                folder.toString(),
                behaviour));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long pid(@Nullable String line) {
        return Long.parseLong(Objects.requireNonNull(line));
    }

    private static long outputThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("output-node1"))
                .count();
    }

    /** 0 where the system does not tell. */
    private static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }
}
