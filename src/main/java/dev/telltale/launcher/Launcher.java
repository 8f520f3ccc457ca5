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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Starts the nodes of one cluster as processes and ends them again. Its methods may be called from any thread; all state
 * is confined to a thread of its own.
 */
public final class Launcher implements ProcessControl, AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(3);
    /** After SIGKILL, until the system has taken the process away. */
    private static final Duration MAX_EXIT_TIME = Duration.ofMillis(600);

    private final Map<NodeId, NodeSupervisor> slots = new LinkedHashMap<>();
    private final List<Member> members;
    private final SerialScheduler thread = new SerialScheduler("launcher");
    private final ProcessStates board = new ProcessStates(thread);
    private final PendingRequests answers = new PendingRequests(thread);
    private final ProcessEventLog truth = new ProcessEventLog();
    private final LauncherTimeouts patience;
    private final LauncherContext tools;
    private final Children children;
    private final ClusterLock claim;
    /** Lookups may not hold up the launcher's thread. */
    private final MemberAddresses addresses = new MemberAddresses(HostName::ofSystem, Duration.ZERO);

    private final ExternalNodes externals;
    private final AtomicBoolean isWatching = new AtomicBoolean();
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param outputFolder keeps what the nodes print; made when the first one prints
     * @throws NoPortException if a member asks for a free port and there is none; blocks up to 5 s for the lookup of its host
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
            LauncherTimeouts patience) {
        this.patience = patience;
        List<Member> resolved = FreePorts.resolve(config.nodes(), new Random());
        this.members = resolved;
        this.children =
                new Children(member -> starter.start(program.nodeCommand(member, resolved, config), program.folder()));
        this.claim = new ClusterLock(records.folder(), config.nodes());
        this.tools = new LauncherContext(
                children,
                records,
                outputFolder,
                patience,
                clock,
                truth,
                board,
                thread,
                claim,
                StartQueue.ofThisMachine(),
                config.restart());
        for (Member member : members) {
            slots.put(member.id(), new NodeSupervisor(member, tools));
        }
        this.externals = new ExternalNodes(slots, tools, addresses);
        thread.execute(externals::refresh);
    }

    /** The members of the config, each with a real port. */
    public List<Member> members() {
        return members;
    }

    @Override
    public CompletableFuture<NodeProcess> start(NodeId node) {
        return answers.ask(answer -> start(node, answer));
    }

    @Override
    public CompletableFuture<NodeProcess> kill(NodeId node) {
        return answers.ask(answer -> end(node, answer, NodeSupervisor::kill, externals::kill));
    }

    @Override
    public CompletableFuture<NodeProcess> stop(NodeId node) {
        return answers.ask(answer -> end(node, answer, NodeSupervisor::stop, externals::stop));
    }

    @Override
    public CompletableFuture<Void> decide(DetectorKind detector) {
        return CompletableFuture.supplyAsync(this::ofMembers, thread)
                .thenCompose(records -> DetectorSwitch.set(records, detector));
    }

    /** The members that run now, here or elsewhere, as their records tell. Reads files; any thread. */
    public List<RunRecord> ofMembers() {
        return tools.records().live().stream()
                .filter(record -> members.stream().anyMatch(member -> addresses.isOf(member, record)))
                .toList();
    }

    @Override
    public CompletableFuture<NodeProcess> pause(NodeId node) {
        return CompletableFuture.supplyAsync(() -> slot(node).setPaused(true), thread);
    }

    @Override
    public CompletableFuture<NodeProcess> resume(NodeId node) {
        return CompletableFuture.supplyAsync(() -> slot(node).setPaused(false), thread);
    }

    private NodeSupervisor slot(NodeId node) {
        NodeSupervisor slot = slots.get(node);
        if (slot == null) {
            throw unknown(node);
        }
        return slot;
    }

    @Override
    public CompletableFuture<Void> claim() {
        if (isClosing.get()) {
            return CompletableFuture.failedFuture(new IllegalStateException("This launcher is closed."));
        }
        return CompletableFuture.supplyAsync(claim::take, thread).thenCompose(other -> {
            // Whoever has it starts nodes at once; a claim for none is given back.
            thread.after(MAX_EXIT_TIME, claim::releaseIfIdle);
            return other.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new ClusterTakenException(other.get()));
        });
    }

    @Override
    public CompletableFuture<Optional<String>> owner() {
        return CompletableFuture.supplyAsync(claim::look, thread);
    }

    /**
     * Starts every member that does not run, here or elsewhere; completes when all are ready or one has failed. Starts none
     * and fails with a {@link ClusterTakenException} when another launcher runs this cluster.
     */
    public CompletableFuture<Void> startAll() {
        return claim().thenCompose(ours -> startEach());
    }

    private CompletableFuture<Void> startEach() {
        return all((slot, answer) -> {
            if (!slot.hasLife() && externals.find(slot.member().id()) != null) {
                externals.refresh();
                answer.complete(slot.state());
            } else {
                start(slot.member().id(), answer);
            }
        });
    }

    /** Stops what this launcher started, and nothing that was started elsewhere. */
    public CompletableFuture<Void> stopAll() {
        return all((slot, answer) -> {
            if (slot.hasLife() || slot.isToStart()) {
                slot.stop(answer);
            } else {
                answer.complete(slot.state());
            }
        });
    }

    @Override
    public Map<NodeId, NodeProcess> processes() {
        return board.shown();
    }

    /** Looks for nodes that were started elsewhere, which without a listener is done only when asked for. */
    public CompletableFuture<Void> refresh() {
        return CompletableFuture.runAsync(externals::refresh, thread);
    }

    @Override
    public List<String> output(NodeId node) {
        NodeSupervisor slot = slots.get(node);
        return slot == null ? List.of() : slot.tail().lines();
    }

    @Override
    public void onChange(Runnable listener) {
        board.onChange(listener);
        if (isWatching.compareAndSet(false, true)) {
            thread.every(REFRESH, externals::refresh);
        }
    }

    @Override
    public List<ProcessEvent> truth() {
        return truth.deeds();
    }

    /** Ends all that this launcher started, within 3 s; from any thread, also a shutdown hook's, and more than once. */
    @Override
    public void close() {
        if (!isClosing.compareAndSet(false, true)) {
            Futures.isDone(closed, MAX_CLOSE_TIME);
            return;
        }
        children.close();
        CompletableFuture<Void> gone = stopAll();
        answers.close();
        if (!Futures.isDone(gone, patience.close())) {
            thread.execute(() -> slots.values().forEach(NodeSupervisor::killNow));
            Futures.isDone(gone, MAX_EXIT_TIME);
        }
        children.killAll(MAX_EXIT_TIME);
        // After a shutdown hook nothing runs any more: the last words of the nodes are written now or never.
        CompletableFuture<?>[] outputs =
                slots.values().stream().map(NodeSupervisor::drained).toArray(CompletableFuture<?>[]::new);
        Futures.isDone(CompletableFuture.allOf(outputs), patience.lastWords());
        thread.execute(claim::close);
        thread.close();
        answers.refuseAllOpen();
        closed.complete(null);
    }

    private CompletableFuture<Void> all(BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> question) {
        List<CompletableFuture<NodeProcess>> each = new ArrayList<>();
        for (NodeSupervisor slot : slots.values()) {
            each.add(answers.ask(answer -> question.accept(slot, answer)));
        }
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new));
    }

    private void start(NodeId node, CompletableFuture<NodeProcess> answer) {
        NodeSupervisor slot = slots.get(node);
        if (slot == null) {
            answer.completeExceptionally(unknown(node));
            return;
        }
        RunRecord elsewhere = slot.hasLife() ? null : externals.find(node);
        if (elsewhere == null) {
            slot.start(answer);
        } else if (externals.isEnding(elsewhere)) {
            slot.startLater(answer);
        } else {
            externals.refresh();
            answer.completeExceptionally(new NodeStartException(node + " already runs as PID " + elsewhere.pid()
                    + " on " + elsewhere.address() + ", started elsewhere; stop or kill that one first."));
        }
    }

    private void end(
            NodeId node,
            CompletableFuture<NodeProcess> answer,
            BiConsumer<NodeSupervisor, CompletableFuture<NodeProcess>> here,
            BiConsumer<RunRecord, CompletableFuture<NodeProcess>> elsewhere) {
        NodeSupervisor slot = slots.get(node);
        if (slot == null) {
            answer.completeExceptionally(unknown(node));
            return;
        }
        RunRecord record = slot.hasLife() ? null : externals.find(node);
        if (record == null) {
            slot.see(null);
            here.accept(slot, answer);
        } else {
            slot.forgetNextStarts();
            elsewhere.accept(record, answer);
        }
    }

    private IllegalStateException unknown(NodeId node) {
        return new IllegalStateException("There is no " + node + " here; the nodes are "
                + String.join(
                        ", ",
                        members.stream().map(member -> member.id().value()).toList()) + ".");
    }
}
