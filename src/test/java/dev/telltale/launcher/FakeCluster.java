package dev.telltale.launcher;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.RestartPolicy;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A launcher with fake processes only, for tests that control the order of events. */
final class FakeCluster extends FakeNodeCluster {
    /** Longer than any test. */
    static final Duration NEVER = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofMillis(100);

    private final FakeStarter starter;

    FakeCluster(Path folder) {
        this(folder, RestartPolicy.NEVER);
    }

    FakeCluster(Path folder, RestartPolicy restart) {
        this(folder, new LauncherTimeouts(NEVER, NEVER, SHORT, SHORT), restart, new FakeStarter());
    }

    FakeCluster(Path folder, LauncherTimeouts timeouts) {
        this(folder, timeouts, RestartPolicy.NEVER, new FakeStarter());
    }

    FakeCluster(Path folder, ClusterConfig config) {
        this(folder, config, new LauncherTimeouts(NEVER, NEVER, SHORT, SHORT), new FakeStarter());
    }

    private FakeCluster(Path folder, LauncherTimeouts timeouts, RestartPolicy restart, FakeStarter starter) {
        this(folder, config(3, restart), timeouts, starter);
    }

    private FakeCluster(Path folder, ClusterConfig config, LauncherTimeouts timeouts, FakeStarter starter) {
        super(folder, config, new Program(() -> List.of("java"), folder), starter, timeouts);
        this.starter = starter;
    }

    private static final class FakeStarter implements ProcessStarter {
        private final List<FakeProcess> processes = new CopyOnWriteArrayList<>();
        private final AtomicInteger overlaps = new AtomicInteger();

        @Override
        public Process start(List<String> command, Path folder) {
            if (processes.stream().anyMatch(FakeProcess::isAlive)) {
                overlaps.incrementAndGet();
            }
            var process = new FakeProcess(9_000_000_000L + processes.size());
            processes.add(process);
            return process;
        }
    }

    List<FakeProcess> processes() {
        return starter.processes;
    }

    FakeProcess newest() {
        return processes().get(processes().size() - 1);
    }

    /** The newest process of a node prints that it is ready. */
    void ready() {
        newest().print("telltale: node1 ready on 127.0.0.1:8001 (PID " + newest().pid() + ")");
    }

    /** Waits until the launcher thread has run all tasks so far. */
    void drain() {
        Await.result(launcher().refresh());
    }

    /** The number of processes that were started while another one was alive. */
    int overlaps() {
        return starter.overlaps.get();
    }

    @Override
    public void close() {
        processes().forEach(process -> process.end(0));
        super.close();
    }
}
