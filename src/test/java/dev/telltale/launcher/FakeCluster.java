package dev.telltale.launcher;

import dev.telltale.config.Restart;
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

    private final List<FakeProcess> processes;
    private final AtomicInteger overlaps;

    FakeCluster(Path folder) {
        this(folder, Restart.NEVER);
    }

    FakeCluster(Path folder, Patience patience) {
        this(folder, patience, Restart.NEVER, new CopyOnWriteArrayList<>(), new AtomicInteger());
    }

    FakeCluster(Path folder, Restart restart) {
        this(
                folder,
                new Patience(NEVER, NEVER, Duration.ofMillis(100), Duration.ofMillis(100)),
                restart,
                new CopyOnWriteArrayList<>(),
                new AtomicInteger());
    }

    private FakeCluster(
            Path folder, Patience patience, Restart restart, List<FakeProcess> processes, AtomicInteger overlaps) {
        super(
                folder,
                config(3, restart),
                new Program(() -> List.of("java"), folder),
                (command, where) -> spawn(processes, overlaps),
                patience);
        this.processes = processes;
        this.overlaps = overlaps;
    }

    private static FakeProcess spawn(List<FakeProcess> processes, AtomicInteger overlaps) {
        if (processes.stream().anyMatch(FakeProcess::isAlive)) {
            overlaps.incrementAndGet();
        }
        processes.add(new FakeProcess(9_000_000_000L + processes.size()));
        return processes.get(processes.size() - 1);
    }

    List<FakeProcess> processes() {
        return processes;
    }

    FakeProcess newest() {
        return processes.get(processes.size() - 1);
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
        return overlaps.get();
    }

    @Override
    public void close() {
        processes.forEach(process -> process.end(0));
        super.close();
    }
}
