package dev.telltale.launcher;

import dev.telltale.client.DetectorSwitch;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEventLog;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.platform.FreePorts;
import dev.telltale.platform.Futures;
import dev.telltale.platform.SerialScheduler;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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

    private final Map<NodeId, NodeSupervisor> supervisors = new LinkedHashMap<>();
    private final List<Member> members;
    private final SerialScheduler thread = new SerialScheduler("launcher");
    private final ProcessStates states = new ProcessStates(thread);
    private final PendingRequests requests = new PendingRequests(thread);
    private final ProcessEventLog events = new ProcessEventLog();
    private final LauncherContext context;
    private final Children children;
    private final ClusterLock lock;
    /** A zero timeout: lookups must not block the launcher thread. */
    private final MemberAddresses addresses = new MemberAddresses(HostName::ofSystem, Duration.ZERO);

    private final ExternalNodes externals;
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
        for (Member member : members) {
            supervisors.put(member.id(), new NodeSupervisor(member, context));
        }
        this.externals = new ExternalNodes(supervisors, context, addresses);
        thread.execute(externals::refresh);
    }

    /** The members of the config, each with a real port. */
    public List<Member> members() {
        return members;
    }

    @Override
    public CompletableFuture<NodeProcess> start(NodeId node) {
        return requests.submit(result -> start(node, result));
    }

    @Override
    public CompletableFuture<NodeProcess> kill(NodeId node) {
        return requests.submit(result -> end(node, result, NodeSupervisor::kill, externals::kill));
    }

    @Override
    public CompletableFuture<NodeProcess> stop(NodeId node) {
        return requests.submit(result -> end(node, result, NodeSupervisor::stop, externals::stop));
    }

    @Override
    public CompletableFuture<Void> selectDetector(DetectorKind detector) {
        return CompletableFuture.supplyAsync(this::memberRecords, thread)
                .thenCompose(records -> DetectorSwitch.set(records, detector));
    }

    /** The run records of the members that run now, started here or elsewhere. Reads files. Any thread. */
    public List<RunRecord> memberRecords() {
        return context.records().live().stream()
                .filter(record -> members.stream().anyMatch(member -> addresses.isOf(member, record)))
                .toList();
    }

    @Override
    public CompletableFuture<NodeProcess> pause(NodeId node) {
        return CompletableFuture.supplyAsync(() -> supervisor(node).setPaused(true), thread);
    }

    @Override
    public CompletableFuture<NodeProcess> resume(NodeId node) {
        return CompletableFuture.supplyAsync(() -> supervisor(node).setPaused(false), thread);
    }

    private NodeSupervisor supervisor(NodeId node) {
        NodeSupervisor supervisor = supervisors.get(node);
        if (supervisor == null) {
            throw unknown(node);
        }
        return supervisor;
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
        return lockCluster()
                .thenCompose(ours -> all((supervisor, result) -> {
                    if (!supervisor.hasProcess()
                            && externals.find(supervisor.member().id()) != null) {
                        externals.refresh();
                        result.complete(supervisor.state());
                    } else {
                        start(supervisor.member().id(), result);
                    }
                }));
    }

    /** Stops the nodes that this launcher started; nodes that were started elsewhere keep running. */
    public CompletableFuture<Void> stopAll() {
        return all((supervisor, result) -> {
            if (supervisor.hasProcess() || supervisor.isStartPending()) {
                supervisor.stop(result);
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
        return CompletableFuture.runAsync(externals::refresh, thread);
    }

    @Override
    public List<String> output(NodeId node) {
        NodeSupervisor supervisor = supervisors.get(node);
        return supervisor == null ? List.of() : supervisor.tail().lines();
    }

    @Override
    public void onChange(Runnable listener) {
        states.onChange(listener);
        if (isWatching.compareAndSet(false, true)) {
            thread.every(REFRESH, externals::refresh);
        }
    }

    @Override
    public List<ProcessEvent> processEvents() {
        return events.events();
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
            thread.execute(() -> supervisors.values().forEach(NodeSupervisor::killNow));
            Futures.awaitDone(stopped, MAX_EXIT_TIME);
        }
        children.killAll(MAX_EXIT_TIME);
        // In a shutdown hook this is the last chance to write the remaining output of the nodes.
        CompletableFuture<?>[] outputs =
                supervisors.values().stream().map(NodeSupervisor::drained).toArray(CompletableFuture<?>[]::new);
        Futures.awaitDone(CompletableFuture.allOf(outputs), context.timeouts().outputDrain());
        thread.execute(lock::close);
        thread.close();
        requests.rejectOpen();
        closed.complete(null);
    }

    private CompletableFuture<Void> all(BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> request) {
        return CompletableFuture.allOf(supervisors.values().stream()
                .map(supervisor -> requests.submit(result -> request.accept(supervisor, result)))
                .toArray(CompletableFuture<?>[]::new));
    }

    private void start(NodeId node, CompletableFuture<NodeProcess> result) {
        NodeSupervisor supervisor = supervisors.get(node);
        if (supervisor == null) {
            result.completeExceptionally(unknown(node));
            return;
        }
        RunRecord elsewhere = supervisor.hasProcess() ? null : externals.find(node);
        if (elsewhere == null) {
            supervisor.start(result);
        } else if (externals.isEnding(elsewhere)) {
            supervisor.startAfterExternal(result);
        } else {
            externals.refresh();
            result.completeExceptionally(new NodeStartException(node + " already runs as PID " + elsewhere.pid()
                    + " on " + elsewhere.address() + ", started elsewhere; stop or kill that one first."));
        }
    }

    private void end(
            NodeId node,
            CompletableFuture<NodeProcess> result,
            BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> here,
            BiConsumer<RunRecord, CompletableFuture<NodeProcess>> elsewhere) {
        NodeSupervisor supervisor = supervisors.get(node);
        if (supervisor == null) {
            result.completeExceptionally(unknown(node));
            return;
        }
        RunRecord record = supervisor.hasProcess() ? null : externals.find(node);
        if (record == null) {
            supervisor.setExternal(null);
            here.accept(supervisor, result);
        } else {
            supervisor.cancelNextStarts();
            elsewhere.accept(record, result);
        }
    }

    private IllegalStateException unknown(NodeId node) {
        String names = String.join(
                ", ", supervisors.keySet().stream().map(NodeId::value).toList());
        return new IllegalStateException("There is no " + node + " in this cluster; the nodes are " + names + ".");
    }
}
