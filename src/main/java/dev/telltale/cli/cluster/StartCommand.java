package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.OrderedLines;
import dev.telltale.cli.base.TerminalStyle;
import dev.telltale.cli.base.TerminalSupport;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.cli.base.TransitionLine;
import dev.telltale.cli.base.Version;
import dev.telltale.cli.node.ListenPolicy;
import dev.telltale.config.ClusterConfig;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.launcher.ClusterTakenException;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.observe.Journal;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Starts all nodes of the config and tells every change of belief; Ctrl+C stops them all.",
        footer = {
            "",
            "Examples:",
            "  telltale start",
            "  telltale start --config my-cluster.json",
            "",
            "From another terminal: telltale status, telltale kill node2, telltale stop."
        })
public final class StartCommand implements Callable<Integer> {
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final Duration STARTING_ROUND = Duration.ofMillis(20);

    @Mixin
    private ConfigOption config;

    private final OrderedLines lines = new OrderedLines(System.out, TimeSource.SYSTEM);
    private final TerminalStyle paint = TerminalSupport.ofThisProcess();
    private final Map<NodeId, NodeProcess> told = new HashMap<>();
    /** Those whose process has ended and that have not answered since, with whether they run again. */
    private final Map<NodeId, Boolean> ended = new ConcurrentHashMap<>();

    private volatile @Nullable ClusterWatch watch;
    private long toldEntries;
    private String sentence = "";
    private String toldSentence = "";
    private boolean isAttached;
    private boolean hasLived;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        ClusterConfig cluster = config.read();
        for (Member member : cluster.nodes()) {
            ListenPolicy.key(member.id(), member.address(), cluster.keyFile());
        }
        UserDirs dirs = UserDirs.ofThisUser();
        try (var launcher = new Launcher(
                cluster,
                ThisProgram.get(),
                new RunRecords(dirs.runtime()),
                dirs.state().resolve(cluster.cluster()),
                TimeSource.SYSTEM)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher), "stop-nodes"));
            return run(launcher);
        }
    }

    /** On the thread of a shutdown hook, while all others go on: what they see of the stopping nodes is not told. */
    private void stop(Launcher launcher) {
        lines.close();
        launcher.close();
    }

    private int run(Launcher launcher) throws CommandException, InterruptedException {
        CompletableFuture<Void> started = launcher.startAll();
        launcher.onChange(() -> tell(launcher));
        tell(launcher);
        // What asks the nodes is loaded when they are up: until then the processors are theirs.
        while (!started.isDone()) {
            lines.printFor(STARTING_ROUND);
            lines.printAll();
        }
        lines.printAll();
        if (started.isCompletedExceptionally()) {
            attach(cause(started));
        }
        var journal = new AtomicReference<@Nullable Journal>();
        try (var opened = new ClusterWatch(launcher.members(), TimeSource.SYSTEM, view -> tell(view, journal.get()))) {
            journal.set(opened.journal());
            opened.start();
            watch = opened;
            do {
                lines.printFor(ROUND);
            } while (!isOver(launcher));
        }
        tell(launcher);
        lines.put(TimeSource.SYSTEM.now().wall(), "No node runs any more");
        lines.printAll();
        return ExitCode.DONE;
    }

    /** On the watch's thread. Once all were asked: their first answers tell of times that lie far apart. */
    private void tell(ClusterView view, @Nullable Journal journal) {
        Matrix matrix = view.matrix();
        if (journal == null || !matrix.nodes().stream().map(matrix::row).allMatch(MatrixRow::isAsked)) {
            return;
        }
        for (Journal.Entry entry : journal.since(toldEntries)) {
            lines.put(entry.transition().at(), TransitionLine.of(entry.transition(), paint));
            toldEntries = entry.number() + 1;
        }
        ended.entrySet()
                .removeIf(each -> each.getValue() && matrix.row(each.getKey()).isAnswering());
        String now = sentence(view);
        if (!now.equals(sentence)) {
            sentence = now;
            lines.put(view.at().wall(), () -> news(view));
        }
    }

    /** Empty while there is nothing to say. */
    private String sentence(ClusterView view) {
        return view.matrix().answering().isEmpty()
                ? ""
                : Diagnosis.of(view.matrix(), view.at(), ended.keySet())
                        .sentence()
                        .replaceFirst(", for [0-9].*", "");
    }

    /** On the main thread, a moment later: that a process has ended, which is known by now, explains why it is silent. */
    private String news(ClusterView view) {
        String now = sentence(view);
        if (now.isEmpty() || now.equals(toldSentence)) {
            return "";
        }
        toldSentence = now;
        return TransitionLine.time(view.at().wall()) + "  " + now;
    }

    /** On the launcher's thread, and once before it has anything to tell. */
    private synchronized void tell(Launcher launcher) {
        launcher.processes().forEach((id, process) -> {
            if (process.equals(told.put(id, process))) {
                return;
            }
            if (process instanceof NodeProcess.Running running) {
                up(
                        new Member(id, running.address()),
                        running.pid(),
                        "",
                        running.since().wall());
            } else if (process instanceof NodeProcess.External external) {
                String remark = "  (runs already, started elsewhere)";
                up(new Member(id, external.address()), external.pid(), remark, external.since());
            } else if (process instanceof NodeProcess.Exited exited) {
                ended.put(id, false);
                Instant at = exited.at().wall();
                lines.put(at, TransitionLine.time(at) + "  " + id + " has ended: " + exited.reason());
            }
        });
    }

    private void up(Member member, long pid, String remark, Instant since) {
        ended.computeIfPresent(member.id(), (id, runsAgain) -> true);
        lines.put(since, member.id() + "  " + member.address().url() + "  PID " + pid + remark);
        moved(member);
    }

    private void moved(Member member) {
        ClusterWatch asking = watch;
        if (asking != null) {
            asking.moved(member);
        }
    }

    private static boolean lives(NodeProcess process) {
        return process instanceof NodeProcess.Exited exited
                ? exited.isRestarting()
                : !(process instanceof NodeProcess.Stopped);
    }

    /** Whoever else runs this cluster has its nodes; what is left to do here is to tell of them. */
    private void attach(Throwable failure) throws CommandException {
        if (!(failure instanceof ClusterTakenException)) {
            throw CommandException.environment(String.valueOf(failure.getMessage()));
        }
        isAttached = true;
        lines.put(
                TimeSource.SYSTEM.now().wall(),
                failure.getMessage() + ": nothing is started here, and what happens there is told");
        lines.printAll();
    }

    private boolean isOver(Launcher launcher) {
        boolean isAlive = launcher.processes().values().stream().anyMatch(StartCommand::lives);
        hasLived |= isAlive;
        // The one that this is attached to may have no node that is ready yet.
        return !isAlive && (hasLived || !isAttached || launcher.owner().join().isEmpty());
    }

    private static Throwable cause(CompletableFuture<Void> failed) throws InterruptedException {
        try {
            failed.get();
            throw new IllegalStateException("it has not failed");
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause == null ? e : cause;
        }
    }
}
