package dev.telltale.launcher;

import static dev.telltale.launcher.FakeCluster.NEVER;
import static dev.telltale.launcher.FakeNodeCluster.NODE;
import static dev.telltale.testkit.Await.assertFails;
import static dev.telltale.testkit.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.testkit.Await;
import dev.telltale.time.ClockReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherRacesTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private FakeCluster cluster;

    @BeforeEach
    void open() {
        cluster = new FakeCluster(folder);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void startingTwiceCreatesOneProcess() {
        CompletableFuture<NodeProcess> first = cluster.launcher().start(NODE);
        CompletableFuture<NodeProcess> second = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.ready();
        assertThat(result(first)).isInstanceOf(NodeProcess.Running.class).isEqualTo(result(second));
        assertThat(result(cluster.launcher().start(NODE))).isEqualTo(result(first));
        assertThat(cluster.processes()).hasSize(1);
    }

    @Test
    void aKillDuringStartIsNotUndoneByALateReadyLine() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        CompletableFuture<NodeProcess> kill = cluster.launcher().kill(NODE);
        cluster.drain();
        FakeProcess process = cluster.newest();
        assertThat(process.signals()).containsExactly("SIGKILL");
        cluster.ready();
        Await.until("one line of output", () -> cluster.launcher().output(NODE).size() == 1);
        cluster.drain();
        assertThat(cluster.state()).isInstanceOf(NodeProcess.Starting.class);

        process.end(137);
        assertThat(result(kill)).isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
            assertThat(exited.killed()).isTrue();
            assertThat(exited.code()).isEqualTo(137);
            assertThat(exited.reason()).isEqualTo("killed (SIGKILL)");
        });
        assertFails(start, "node1 was killed before it was ready.");
        assertThat(cluster.processes()).hasSize(1);
    }

    @Test
    void startDuringKillWaitsAndCreatesExactlyOneNewProcess() {
        start();
        FakeProcess first = cluster.newest();
        CompletableFuture<NodeProcess> kill = cluster.launcher().kill(NODE);
        CompletableFuture<NodeProcess> again = cluster.launcher().start(NODE);
        CompletableFuture<NodeProcess> oncemore = cluster.launcher().start(NODE);
        cluster.drain();
        assertThat(cluster.processes()).hasSize(1);

        first.end(137);
        assertThat(result(kill)).isInstanceOf(NodeProcess.Exited.class);
        cluster.drain();
        assertThat(cluster.processes()).hasSize(2);
        cluster.ready();
        assertThat(result(again)).isEqualTo(result(oncemore)).isInstanceOf(NodeProcess.Running.class);
        assertThat(cluster.processes()).hasSize(2);
    }

    @Test
    void startDuringStopWaitsAndCreatesExactlyOneNewProcess() {
        start();
        CompletableFuture<NodeProcess> stop = cluster.launcher().stop(NODE);
        CompletableFuture<NodeProcess> again = cluster.launcher().start(NODE);
        cluster.drain();
        assertThat(cluster.newest().signals()).containsExactly("SIGTERM");
        cluster.newest().end(FakeProcess.SIGTERM);
        assertThat(result(stop)).isEqualTo(new NodeProcess.Stopped());
        cluster.drain();
        cluster.ready();
        assertThat(result(again)).isInstanceOf(NodeProcess.Running.class);
        assertThat(cluster.processes()).hasSize(2);
    }

    @Test
    void stopDuringStartCancelsTheStart() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        CompletableFuture<NodeProcess> stop = cluster.launcher().stop(NODE);
        cluster.drain();
        cluster.ready();
        cluster.newest().end(FakeProcess.SIGTERM);
        assertThat(result(stop)).isEqualTo(new NodeProcess.Stopped());
        assertFails(start, "node1 was stopped before it was ready.");
        assertThat(cluster.processes()).hasSize(1);
    }

    @Test
    void aKillCancelsAStartThatWaitsForAnEarlierKill() {
        start();
        CompletableFuture<NodeProcess> kill = cluster.launcher().kill(NODE);
        CompletableFuture<NodeProcess> again = cluster.launcher().start(NODE);
        CompletableFuture<NodeProcess> last = cluster.launcher().kill(NODE);
        cluster.drain();
        cluster.newest().end(137);
        assertThat(result(kill)).isEqualTo(result(last));
        assertFails(again, "node1 was stopped or killed before it was started again.");
        cluster.drain();
        assertThat(cluster.processes()).hasSize(1);
    }

    @Test
    void startAfterAnExitWithOpenOutputCreatesANewProcess() {
        start();
        FakeProcess first = cluster.newest();
        // The pipe stays open, so the launcher waits for more output; the command comes meanwhile.
        first.endWithOutputOpen(1);
        CompletableFuture<NodeProcess> again = cluster.launcher().start(NODE);
        Await.until("a second process", () -> cluster.processes().size() == 2);
        cluster.ready();
        assertThat(result(again)).isInstanceOf(NodeProcess.Running.class);
        first.closeOutput();
    }

    @Test
    void killOfAStoppingNodeKillsItAtOnce() {
        start();
        CompletableFuture<NodeProcess> stop = cluster.launcher().stop(NODE);
        CompletableFuture<NodeProcess> kill = cluster.launcher().kill(NODE);
        cluster.drain();
        assertThat(cluster.newest().signals()).containsExactly("SIGTERM", "SIGKILL");
        cluster.newest().end(137);
        assertThat(result(kill)).isInstanceOf(NodeProcess.Exited.class).isEqualTo(result(stop));
    }

    @Test
    void anUnrequestedExitIsNotReportedAsAKill() {
        start();
        cluster.newest().print("out of luck");
        cluster.newest().end(3);
        Await.until("node1 has exited", () -> cluster.state() instanceof NodeProcess.Exited);
        assertThat(cluster.state()).isInstanceOfSatisfying(NodeProcess.Exited.class, exited -> {
            assertThat(exited.killed()).isFalse();
            assertThat(exited.reason()).isEqualTo("exited by itself with code 3: out of luck");
        });
        List<ProcessEvent> events = cluster.launcher().processEvents();
        assertThat(events.get(events.size() - 1).exitText()).isEqualTo("exited by itself with code 3");
    }

    @Test
    void aFailedStartReportsTheLastOutputLine() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.newest().print("Port 8001 on 127.0.0.1 is taken by PID 4711 (python3).");
        cluster.newest().end(3);
        assertFails(start, "node1 did not start (exit 3): Port 8001 on 127.0.0.1 is taken by PID 4711 (python3).");
    }

    @Test
    void aNodeThatIsNotReadyWithinTheStartTimeoutIsKilled() {
        cluster.close();
        cluster = new FakeCluster(folder, new LauncherTimeouts(SOON, NEVER, SHORT, SHORT));
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        Await.until(
                "a signal",
                () -> cluster.processes().size() == 1
                        && !cluster.newest().signals().isEmpty());
        cluster.newest().end(137);
        assertFails(start, "node1 was not ready within 50 ms and was killed.");
        assertThat(cluster.launcher().output(NODE))
                .containsExactly("telltale: node1 was not ready within 50 ms and was killed.");
    }

    @Test
    void aNodeThatIgnoresSigtermIsKilledAfterTheStopTimeout() {
        cluster.close();
        cluster = new FakeCluster(folder, new LauncherTimeouts(NEVER, SOON, SHORT, SHORT));
        start();
        CompletableFuture<NodeProcess> stop = cluster.launcher().stop(NODE);
        Await.until("SIGTERM and then SIGKILL", () -> cluster.newest().signals().equals(List.of("SIGTERM", "SIGKILL")));
        cluster.newest().end(137);
        assertThat(result(stop)).isEqualTo(new NodeProcess.Stopped());
    }

    @Test
    void theStopTimeoutOfAnEarlierProcessDoesNotKillTheNextOne() {
        cluster.close();
        cluster = new FakeCluster(folder, new LauncherTimeouts(NEVER, SHORT, SHORT, SHORT));
        start();
        CompletableFuture<NodeProcess> stop = cluster.launcher().stop(NODE);
        cluster.drain();
        cluster.newest().end(FakeProcess.SIGTERM);
        result(stop);
        start();
        // A later timer of the same length fires after the earlier one.
        CompletableFuture<NodeProcess> other =
                cluster.launcher().start(cluster.launcher().members().get(1).id());
        cluster.drain();
        FakeProcess second = cluster.newest();
        CompletableFuture<NodeProcess> otherStop =
                cluster.launcher().stop(cluster.launcher().members().get(1).id());
        Await.until("SIGKILL of the second process", () -> second.signals().contains("SIGKILL"));
        second.end(137);
        result(otherStop);
        assertThat(other).isCompletedExceptionally();
        assertThat(cluster.processes().get(1).signals()).isEmpty();
    }

    @Test
    void aKillIsRecordedWithTheInstantJustBeforeTheSignal() {
        start();
        CompletableFuture<NodeProcess> end = cluster.launcher().kill(NODE);
        cluster.drain();
        cluster.newest().end(137);
        result(end);
        List<ProcessEvent> events = cluster.launcher().processEvents();
        assertThat(events)
                .extracting(ProcessEvent::kind)
                .containsExactly(
                        ProcessEvent.Kind.START,
                        ProcessEvent.Kind.READY,
                        ProcessEvent.Kind.KILL,
                        ProcessEvent.Kind.ENDED);
        ClockReading kill = events.get(2).at();
        assertThat(cluster.newest().signalTimes().get(0).nanosSince(kill)).isNotNegative();
        assertThat(events.get(3).at().nanosSince(kill)).isPositive();
        assertThat(events)
                .extracting(ProcessEvent::pid)
                .containsOnly(cluster.newest().pid());
    }

    @Test
    void everyEventNamesWhoGaveTheCommand() {
        CompletableFuture<NodeProcess> start =
                cluster.launcher().perform(ProcessControl.Command.START, NODE, Origin.SCENARIO);
        cluster.drain();
        cluster.ready();
        result(start);
        CompletableFuture<NodeProcess> end = cluster.launcher().kill(NODE);
        cluster.drain();
        cluster.newest().end(137);
        result(end);
        assertThat(cluster.launcher().processEvents())
                .extracting(ProcessEvent::origin)
                .containsExactly(Origin.SCENARIO, Origin.AUTOMATIC, Origin.MANUAL, Origin.AUTOMATIC);
    }

    @Test
    void listenersAreNotifiedOfEveryChangeAndSeeTheNewState() {
        var seen = new LinkedBlockingQueue<NodeProcess>();
        cluster.launcher().onChange(() -> seen.add(cluster.state()));
        start();
        Await.until(
                "a listener is told that node1 runs",
                () -> seen.stream().anyMatch(NodeProcess.Running.class::isInstance));
    }

    @Test
    void closeReturnsAfterTheLastOutputIsOnDisk() throws IOException {
        start();
        cluster.newest().print("goodbye");
        cluster.close();
        assertThat(Files.readAllLines(folder.resolve("output/output-node1.0.log")))
                .hasSize(2)
                .endsWith("goodbye");
    }

    @Test
    void closeRejectsLaterCommandsAndCompletesPendingOnes() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.launcher().close();
        assertThat(cluster.newest().signals()).startsWith("SIGTERM", "SIGKILL");
        assertThat(start).isCompletedExceptionally();
        assertFails(cluster.launcher().start(NODE), "This launcher is closed.");
        assertThat(cluster.processes()).hasSize(1);
        cluster.newest().end(137);
    }

    @Test
    void closeEndsTheProcessesEvenIfAListenerBlocksTheLauncherThread() throws InterruptedException {
        start();
        var isHeld = new CountDownLatch(1);
        var isOver = new CountDownLatch(1);
        cluster.launcher().onChange(() -> {
            isHeld.countDown();
            result(CompletableFuture.runAsync(() -> awaitLatch(isOver)));
        });
        CompletableFuture<NodeProcess> other =
                cluster.launcher().start(cluster.launcher().members().get(1).id());
        assertThat(isHeld.await(10, TimeUnit.SECONDS)).isTrue();
        cluster.processes().forEach(FakeProcess::exitOnSignals);
        cluster.launcher().close();
        assertThat(cluster.processes()).hasSize(2).noneMatch(FakeProcess::isAlive);
        assertThat(other).isCompletedExceptionally();
        isOver.countDown();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        CompletableFuture<NodeProcess> start = cluster.launcher().start(NODE);
        cluster.drain();
        cluster.ready();
        assertThat(result(start)).isInstanceOf(NodeProcess.Running.class);
    }
}
