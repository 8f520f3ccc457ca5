package dev.telltale.scenario.run;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.Futures;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Origin;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.launcher.ProcessControl.Command;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Runs scenarios on real processes. The processes belong to the caller; this class owns the connections that watch
 * them.
 */
public final class ProcessTestbed extends RecordingTestbed {
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** The longest time between two diagnoses, which may change with time alone. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final ProcessControl launcher;
    private final List<Member> members;
    private final FaultControl faults;
    private final TimeSource clock;
    private final ClusterWatch watch;
    private final Object lock = new Object();
    private Matrix matrix;
    private boolean isNew;

    /**
     * Starts to watch the members.
     *
     * @param launcher controls the processes of the members
     * @param members include the nodes of the scenario
     */
    public ProcessTestbed(ProcessControl launcher, List<Member> members, FaultControl faults, TimeSource clock) {
        super(clock::now);
        this.launcher = launcher;
        this.members = List.copyOf(members);
        this.faults = faults;
        this.clock = clock;
        matrix = Matrix.empty(members.stream().map(Member::id).toList());
        watch = new ClusterWatch(members, clock, view -> {
            synchronized (lock) {
                matrix = view.matrix();
                isNew = true;
                lock.notifyAll();
            }
        });
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("played", "on real processes"));
    }

    @Override
    public void open() throws TestbedException, InterruptedException {
        forgetActions();
        try {
            startAll().get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TestbedException(Futures.message(e));
        } catch (TimeoutException e) {
            throw new TestbedException("not all nodes were ready within " + MAX_START_TIME.toSeconds() + " s");
        }
        pollAll();
        awaitAllUp();
        startRecording(awaitMatrix(0));
    }

    /** @throws TestbedException if not every node reports every other node up within 60 s */
    void awaitAllUp() throws TestbedException, InterruptedException {
        if (!await(MAX_START_TIME, Matrix::isAllUpByAllDetectors)) {
            throw new TestbedException("not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
        }
    }

    /**
     * Returns as soon as a matrix meets the condition, or with false after the timeout.
     *
     * @throws TestbedException if an action of a step has failed
     */
    boolean await(Duration timeout, Predicate<Matrix> condition) throws TestbedException, InterruptedException {
        long deadline = clock.nanos() + timeout.toNanos();
        Matrix seen = awaitMatrix(0);
        while (!condition.test(seen)) {
            checkActions();
            long left = deadline - clock.nanos();
            if (left <= 0) {
                return false;
            }
            seen = awaitMatrix(Math.min(left, POLL_INTERVAL.toNanos()));
        }
        return true;
    }

    /** Starts all nodes except external ones, which run already. */
    private CompletableFuture<Void> startAll() {
        return CompletableFuture.allOf(members.stream()
                .map(Member::id)
                .filter(node -> launcher.process(node).external().isEmpty())
                .map(node -> perform(Command.START, node))
                .toArray(CompletableFuture<?>[]::new));
    }

    private void pollAll() {
        members.forEach(watch::pollNow);
    }

    /** Returns the newest matrix after its next change, or after this time. */
    private Matrix awaitMatrix(long nanos) throws InterruptedException {
        synchronized (lock) {
            if (!isNew && nanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(lock, nanos);
            }
            isNew = false;
            return matrix;
        }
    }

    @Override
    public void runUntil(Duration time) throws TestbedException, InterruptedException {
        long left = time.minus(elapsed()).toNanos();
        while (left > 0) {
            observe(awaitMatrix(Math.min(left, POLL_INTERVAL.toNanos())));
            checkActions();
            left = time.minus(elapsed()).toNanos();
        }
    }

    /** The newest changes of the statuses that the nodes report. Any thread. */
    public BoundedLog<Transition> statusLog() {
        return watch.journal();
    }

    /** The newest changes of the verdicts of all detectors. Any thread. */
    public BoundedLog<VerdictChange> verdictLog() {
        return watch.verdicts();
    }

    @Override
    List<VerdictChange> verdictChanges() {
        return verdictLog().all();
    }

    /** Any thread. */
    @Override
    public Incidents incidents() {
        return new Incidents(launcher.processEvents(), faults.intervals());
    }

    /** Stops watching the nodes; does not stop them. */
    @Override
    public void close() {
        watch.close();
    }

    @Override
    public NodeState state(NodeId node) {
        NodeProcess process = launcher.process(node);
        if (!process.isAlive()) {
            return NodeState.GONE;
        }
        return process.isPaused() ? NodeState.PAUSED : NodeState.RUNNING;
    }

    @Override
    public CompletableFuture<?> perform(Action.Verb verb, NodeId node) {
        return switch (verb) {
            case KILL -> perform(Command.KILL, node);
            case STOP -> perform(Command.STOP, node);
            case START -> start(node);
            case RESTART -> perform(Command.KILL, node).thenCompose(gone -> start(node));
            case PAUSE -> perform(Command.PAUSE, node);
            case RESUME -> perform(Command.RESUME, node);
        };
    }

    private CompletableFuture<NodeProcess> perform(Command command, NodeId node) {
        return launcher.perform(command, node, Origin.SCENARIO);
    }

    private CompletableFuture<NodeProcess> start(NodeId node) {
        return perform(Command.START, node).thenApply(started -> {
            pollAll();
            return started;
        });
    }

    @Override
    public CompletableFuture<FaultId> inject(FaultType effect) {
        return faults.inject(effect, Origin.SCENARIO).thenApply(Fault::id);
    }

    @Override
    public CompletableFuture<?> heal(FaultId fault) {
        return faults.heal(fault, Origin.SCENARIO);
    }
}
