package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.Restart;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.time.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A launcher whose processes are all fakes, for tests that decide themselves what happens when. */
final class FakeCluster implements AutoCloseable {
    static final NodeId NODE = new NodeId("node1");
    /** So long that no test sees its end. */
    static final Duration NEVER = Duration.ofHours(1);

    private static final long FIRST_PID = 9_000_000_000L;

    private final List<FakeProcess> processes = new CopyOnWriteArrayList<>();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final Launcher launcher;

    FakeCluster(Path folder) {
        this(folder, Restart.NEVER);
    }

    FakeCluster(Path folder, Patience patience) {
        this(folder, patience, Restart.NEVER);
    }

    FakeCluster(Path folder, Restart restart) {
        this(folder, new Patience(NEVER, NEVER, Duration.ofMillis(100), Duration.ofMillis(100)), restart);
    }

    private FakeCluster(Path folder, Patience patience, Restart restart) {
        launcher = new Launcher(
                new ClusterConfig(
                        "demo",
                        HeartbeatSettings.DEFAULT,
                        DetectionSettings.DEFAULT,
                        ClusterConfig.DEFAULT.nodes(),
                        restart,
                        null),
                new Program(() -> List.of("java"), folder),
                (command, where) -> spawn(),
                new RunRecords(folder.resolve("records")),
                folder.resolve("output"),
                NanoClock.SYSTEM,
                patience);
    }

    Launcher launcher() {
        return launcher;
    }

    List<FakeProcess> processes() {
        return processes;
    }

    FakeProcess newest() {
        return processes.get(processes.size() - 1);
    }

    NodeProcess state() {
        return Objects.requireNonNull(launcher.processes().get(NODE));
    }

    /** The newest process of a node says that it is ready. */
    void ready() {
        newest().say("telltale: node1 ready on 127.0.0.1:8001 (PID " + newest().pid() + ")");
    }

    /** Waits until the launcher has done all that it was told so far. */
    void settle() {
        await(launcher.refresh());
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static void assertFails(CompletableFuture<?> future, String sentence) {
        assertThat(future)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .withMessage(sentence);
    }

    /** How often a process was made while another one lived. */
    int overlaps() {
        return overlaps.get();
    }

    static void until(Callable<Boolean> claim) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .until(claim);
    }

    @Override
    public void close() {
        processes.forEach(process -> process.end(0));
        launcher.close();
    }

    private FakeProcess spawn() {
        var process = new FakeProcess(FIRST_PID + processes.size());
        if (processes.stream().anyMatch(FakeProcess::isAlive)) {
            overlaps.incrementAndGet();
        }
        processes.add(process);
        return process;
    }
}
