package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.base.OrderedLines;
import dev.telltale.cli.base.TerminalStyle;
import dev.telltale.cli.base.TerminalSupport;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.cli.base.TransitionLine;
import dev.telltale.cli.node.ListenPolicy;
import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.Futures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.launcher.ClusterTakenException;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.platform.UserDirs;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = "Starts all nodes of the config and prints every change of status; Ctrl+C stops them all.",
        footer = {
            "",
            "Examples:",
            "  telltale start",
            "  telltale start --config my-cluster.json",
            "  telltale start --nodes 5 --interval 400ms --timeout 1500ms",
            "",
            "From another terminal: telltale status, telltale kill node2, telltale stop; with --nodes 5 for the last"
                    + " example."
        })
public final class StartCommand implements Callable<Integer> {
    private static final Duration ROUND = Duration.ofMillis(500);
    /** Asking up to so many nodes each second costs less than 3 % of a core. */
    private static final int FEW_NODES = 10;

    private static final Duration STARTING_ROUND = Duration.ofMillis(20);

    @Mixin
    private ConfigOption config;

    @Mixin
    private HeartbeatOptions rhythm;

    private final OrderedLines lines = new OrderedLines(System.out, TimeSource.SYSTEM);
    private final TerminalStyle style = TerminalSupport.ofThisProcess();
    private final Map<NodeId, NodeProcess> printed = new HashMap<>();
    /** Nodes whose process has ended and that have not answered since; the value says whether they run again. */
    private final Map<NodeId, Boolean> ended = new ConcurrentHashMap<>();

    private volatile @Nullable ClusterWatch watch;
    private long nextEntry;
    private String diagnosis = "";
    private String printedDiagnosis = "";
    private boolean isAttached;
    private boolean wasAlive;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        ClusterConfig cluster = rhythm.over(config.readToStart());
        for (Member member : cluster.nodes()) {
            ListenPolicy.key(member.id(), member.address(), cluster.keyFile());
        }
        Path output = UserDirs.ofThisUser().state().resolve(cluster.cluster());
        try (var launcher = Launcher.ofThisUser(cluster, ThisProgram.get(), output)) {
            launcher.atExit(() -> stop(launcher));
            EndWithParent.ifRequested();
            return run(launcher);
        }
    }

    /** Runs in a shutdown hook while other threads continue: what they observe of the stopping nodes is not printed. */
    private void stop(Launcher launcher) {
        lines.close();
        launcher.close();
    }

    private int run(Launcher launcher) throws CommandException, InterruptedException {
        CompletableFuture<Void> started = launcher.startAll();
        launcher.onChange(() -> printProcessChanges(launcher));
        printProcessChanges(launcher);
        // The watch is created, and its classes are loaded, when the nodes are up: until then they need the processors.
        while (!started.isDone()) {
            lines.printFor(STARTING_ROUND);
            lines.printAll();
        }
        lines.printAll();
        if (started.isCompletedExceptionally()) {
            attach(started.handle((done, failure) -> Futures.cause(failure)).join());
        }
        var journal = new AtomicReference<@Nullable BoundedLog<Transition>>();
        try (var opened = new ClusterWatch(
                launcher.members(), TimeSource.SYSTEM, view -> printStatusChanges(view, journal.get()))) {
            journal.set(opened.journal());
            // Only changes are printed, so reports without any may be 5 s old. That a hung node does not answer this
            // command itself is noticed later then, so few nodes are asked each second.
            opened.setSeen(launcher.members().size() <= FEW_NODES);
            opened.start();
            watch = opened;
            do {
                lines.printFor(ROUND);
            } while (!isOver(launcher));
        }
        printProcessChanges(launcher);
        lines.put(TimeSource.SYSTEM.now().wall(), "No node is running any more");
        lines.printAll();
        return ExitCode.OK;
    }

    /** Watch thread. Prints nothing before all nodes were asked: their first reports have times that are far apart. */
    private void printStatusChanges(ClusterView view, @Nullable BoundedLog<Transition> journal) {
        Matrix matrix = view.matrix();
        if (journal == null || !matrix.nodes().stream().map(matrix::row).allMatch(MatrixRow::isPolled)) {
            return;
        }
        for (BoundedLog.Entry<Transition> entry : journal.since(nextEntry)) {
            lines.put(entry.element().at(), TransitionLine.of(entry.element(), style));
            nextEntry = entry.number() + 1;
        }
        ended.entrySet()
                .removeIf(each -> each.getValue() && matrix.row(each.getKey()).isAnswering());
        String now = diagnosis(view);
        if (!now.equals(diagnosis)) {
            diagnosis = now;
            lines.put(view.at().wall(), () -> changedDiagnosis(view));
        }
    }

    /** Empty while no observer answers. */
    private String diagnosis(ClusterView view) {
        return view.matrix().answering().isEmpty()
                ? ""
                : Diagnosis.of(view.matrix(), view.at(), ended.keySet()).statement();
    }

    /** Main thread, after the hold time: by then the exit of a process is known, which explains why it is silent. */
    private String changedDiagnosis(ClusterView view) {
        String now = diagnosis(view);
        if (now.isEmpty() || now.equals(printedDiagnosis)) {
            return "";
        }
        printedDiagnosis = now;
        return TransitionLine.time(view.at().wall()) + "  " + now;
    }

    /** Launcher thread; also called by the main thread at the start and the end. */
    private synchronized void printProcessChanges(Launcher launcher) {
        launcher.processes().forEach((id, process) -> {
            if (process.equals(printed.put(id, process))) {
                return;
            }
            process.running()
                    .ifPresent(running -> onRunning(
                            new Member(id, running.address()),
                            running.pid(),
                            "",
                            running.since().wall()));
            String remark = "  (already running, started elsewhere)";
            process.external()
                    .ifPresent(external ->
                            onRunning(new Member(id, external.address()), external.pid(), remark, external.since()));
            process.exited().ifPresent(exited -> onExited(id, exited));
        });
    }

    private void onExited(NodeId id, NodeProcess.Exited exited) {
        ended.put(id, false);
        Instant at = exited.at().wall();
        lines.put(at, TransitionLine.time(at) + "  " + id + " has ended: " + exited.reason());
    }

    private void onRunning(Member member, long pid, String remark, Instant since) {
        ended.computeIfPresent(member.id(), (id, runsAgain) -> true);
        lines.put(since, member.id() + "  " + member.address().url() + "  PID " + pid + remark);
        moved(member);
    }

    private void moved(Member member) {
        ClusterWatch current = watch;
        if (current != null) {
            current.pollNow(member);
        }
    }

    /** Only watches from now on if another launcher runs this cluster; throws for any other failure of the start. */
    private void attach(Throwable failure) throws CommandException {
        if (!(failure instanceof ClusterTakenException)) {
            throw CommandException.environment(String.valueOf(failure.getMessage()));
        }
        isAttached = true;
        lines.put(
                TimeSource.SYSTEM.now().wall(),
                failure.getMessage() + ": nothing is started here, this command only watches");
        lines.printAll();
    }

    private boolean isOver(Launcher launcher) {
        boolean isAlive =
                launcher.processes().values().stream().anyMatch(process -> process.isAlive() || process.isRestarting());
        wasAlive |= isAlive;
        // The launcher that this is attached to may have no ready node yet.
        return !isAlive
                && (wasAlive || !isAttached || launcher.otherOwner().join().isEmpty());
    }
}
