package dev.telltale.launcher;

import dev.telltale.config.RestartPolicy;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A launcher whose processes are all fakes, for tests that decide themselves what happens when. */
final class FakeCluster extends FakeNodeCluster {
    /** So long that no test sees its end. */
    static final Duration NEVER = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofMillis(100);

    private final FakeStarter starter;

    FakeCluster(Path folder) {
        this(folder, RestartPolicy.NEVER);
    }

    FakeCluster(Path folder, RestartPolicy restart) {
        this(folder, new LauncherTimeouts(NEVER, NEVER, SHORT, SHORT), restart, new FakeStarter());
    }

    FakeCluster(Path folder, LauncherTimeouts patience) {
        this(folder, patience, RestartPolicy.NEVER, new FakeStarter());
    }

    private FakeCluster(Path folder, LauncherTimeouts patience, RestartPolicy restart, FakeStarter starter) {
        super(folder, config(3, restart), new Program(() -> List.of("java"), folder), starter, patience);
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

    /** Waits until the launcher has done all that was asked of it so far. */
    void settle() {
        Await.result(launcher().refresh());
    }

    /** How often a process was made while another one was alive. */
    int overlaps() {
        return starter.overlaps.get();
    }

    @Override
    public void close() {
        processes().forEach(process -> process.end(0));
        super.close();
    }
}
