package dev.telltale.launcher;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.platform.FreePorts;
import dev.telltale.platform.NoPortException;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Starts, stops and kills the node processes of one cluster, and records when each event happened. Any thread; all
 * state is confined to the launcher thread.
 */
public final class Launcher implements ProcessControl, AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(3);
    /** From SIGKILL until the system has removed the process. */
    private static final Duration MAX_EXIT_TIME = Duration.ofMillis(600);

    private final List<Member> members;
    private final SerialScheduler thread = new SerialScheduler("launcher");
    private final ProcessStates states = new ProcessStates(thread);
    private final PendingRequests requests = new PendingRequests(thread);
    private final BoundedLog<ProcessEvent> events = new BoundedLog<>(10_000);
    private final LauncherContext context;
    private final Children children;
    private final ClusterLock lock;
    /** A zero timeout: lookups must not block the launcher thread. */
    private final MemberAddresses addresses = new MemberAddresses(HostName::ofSystem, Duration.ZERO);

    private final MemberCommands commands;
    private final AtomicBoolean isWatching = new AtomicBoolean();
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * Looks up hosts to choose ports, which blocks up to 5 s, if members ask for a free port.
     *
     * @param outputFolder for the output files of the nodes; created with the first line
     * @throws NoPortException if a member asks for a free port and there is none
     */
    public Launcher(ClusterConfig config, Program program, RunRecords records, Path outputFolder, TimeSource clock) {
        this(config, program, ProcessStarter::ofSystem, records, outputFolder, clock, LauncherTimeouts.DEFAULT);
    }

    Launcher(
            ClusterConfig config,
            Program program,
            ProcessStarter starter,
            RunRecords records,
            Path outputFolder,
            TimeSource clock,
            LauncherTimeouts timeouts) {
        this.members = FreePorts.resolve(config.nodes(), new Random());
        this.lock = new ClusterLock(records.folder(), config.nodes());
        this.children = new Children(config, members, program, starter, outputFolder, lock);
        this.context = new LauncherContext(
                children,
                records,
                timeouts,
                clock,
                events,
                states,
                thread,
                StartQueue.ofThisMachine(),
                config.restart());
        this.commands = new MemberCommands(members, context, addresses);
        thread.execute(commands::refresh);
    }

    /**
     * With the run records of this user and the system's clock; otherwise as the constructor.
     *
     * @throws NoPortException if a member asks for a free port and there is none
     */
    public static Launcher ofThisUser(ClusterConfig config, Program program, Path outputFolder) {
        var records = new RunRecords(UserDirs.ofThisUser().runtime());
        return new Launcher(config, program, records, outputFolder, TimeSource.SYSTEM);
    }

    /** Calls the action, which must close this launcher, when this process exits. */
    public void atExit(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "stop-nodes"));
    }

    /** The members of the config, each with a real port. */
    public List<Member> members() {
        return members;
    }

    @Override
    public CompletableFuture<NodeProcess> perform(Command command, NodeId node, Origin origin) {
        return switch (command) {
            case START -> request(node, (supervisor, result) -> commands.start(supervisor, result, origin));
            case KILL -> request(node, (supervisor, result) -> commands.kill(supervisor, result, origin));
            case STOP -> request(node, (supervisor, result) -> commands.stop(supervisor, result, origin));
            case PAUSE -> setPaused(node, true, origin);
            case RESUME -> setPaused(node, false, origin);
        };
    }

    private CompletableFuture<NodeProcess> setPaused(NodeId node, boolean isPaused, Origin origin) {
        return CompletableFuture.supplyAsync(() -> commands.supervisor(node).setPaused(isPaused, origin), thread);
    }

    /** The run records of the members that run now, started here or elsewhere. Reads files. Any thread. */
    public List<RunRecord> memberRecords() {
        return context.records().live().stream()
                .filter(record -> members.stream().anyMatch(member -> addresses.isOf(member, record)))
                .toList();
    }

    private CompletableFuture<NodeProcess> request(
            NodeId node, BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> command) {
        NodeSupervisor supervisor;
        try {
            supervisor = commands.supervisor(node);
        } catch (IllegalStateException unknown) {
            return CompletableFuture.failedFuture(unknown);
        }
        return requests.submit(result -> command.accept(supervisor, result));
    }

    @Override
    public CompletableFuture<Void> lockCluster() {
        if (isClosing.get()) {
            return CompletableFuture.failedFuture(new IllegalStateException("This launcher is closed."));
        }
        return CompletableFuture.supplyAsync(lock::acquire, thread).thenCompose(other -> {
            // The caller starts nodes at once; without a process the lock is released again.
            thread.after(MAX_EXIT_TIME, lock::releaseIfIdle);
            return other.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new ClusterTakenException(other.get()));
        });
    }

    @Override
    public CompletableFuture<Optional<String>> otherOwner() {
        return CompletableFuture.supplyAsync(lock::otherHolder, thread);
    }

    /**
     * Starts every member that does not run, here or elsewhere; completes when all are ready or have failed. Fails with
     * a {@link ClusterTakenException}, and starts none, if another launcher runs this cluster.
     */
    public CompletableFuture<Void> startAll() {
        return lockCluster().thenCompose(ours -> all(commands::startIfMissing));
    }

    /** Stops the nodes that this launcher started; nodes that were started elsewhere keep running. */
    public CompletableFuture<Void> stopAll() {
        return all((supervisor, result) -> {
            if (supervisor.hasProcess() || supervisor.isStartPending()) {
                supervisor.stop(result, Origin.MANUAL);
            } else {
                result.complete(supervisor.state());
            }
        });
    }

    @Override
    public Map<NodeId, NodeProcess> processes() {
        return states.snapshot();
    }

    /** Looks for nodes that were started elsewhere; with a listener this happens every second anyway. */
    public CompletableFuture<Void> refresh() {
        return CompletableFuture.runAsync(commands::refresh, thread);
    }

    @Override
    public List<String> output(NodeId node) {
        return commands.output(node);
    }

    @Override
    public void onChange(Runnable listener) {
        states.onChange(listener);
        if (isWatching.compareAndSet(false, true)) {
            thread.every(REFRESH, commands::refresh);
        }
    }

    @Override
    public List<ProcessEvent> processEvents() {
        return events.all();
    }

    /** Ends all nodes that this launcher started; blocks up to 3 s. Idempotent. Any thread, also a shutdown hook. */
    @Override
    public void close() {
        if (!isClosing.compareAndSet(false, true)) {
            Futures.awaitDone(closed, MAX_CLOSE_TIME);
            return;
        }
        children.close();
        CompletableFuture<Void> stopped = stopAll();
        requests.close();
        if (!Futures.awaitDone(stopped, context.timeouts().close())) {
            thread.execute(() -> commands.supervisors().forEach(NodeSupervisor::killNow));
            Futures.awaitDone(stopped, MAX_EXIT_TIME);
        }
        children.killAll(MAX_EXIT_TIME);
        // In a shutdown hook this is the last chance to write the remaining output of the nodes.
        CompletableFuture<?>[] outputs =
                commands.supervisors().stream().map(NodeSupervisor::drained).toArray(CompletableFuture<?>[]::new);
        Futures.awaitDone(CompletableFuture.allOf(outputs), context.timeouts().outputDrain());
        thread.execute(lock::close);
        thread.close();
        requests.rejectOpen();
        closed.complete(null);
    }

    private CompletableFuture<Void> all(BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> request) {
        return CompletableFuture.allOf(commands.supervisors().stream()
                .map(supervisor -> requests.submit(result -> request.accept(supervisor, result)))
                .toArray(CompletableFuture<?>[]::new));
    }
}
