package dev.telltale.scenario.run;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs scenarios on real processes. The processes belong to the caller; this class owns the connections that watch
 * them.
 */
public final class ProcessTestbed implements Testbed {
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** The longest time between two diagnoses, which may change with time alone. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final ProcessControl launcher;
    private final List<Member> members;
    private final FaultControl faults;
    private final TimeSource clock;
    private ActionExecutor executor;
    private final ClusterWatch watch;
    private ObservationLog log = new ObservationLog();
    private final Object lock = new Object();
    private Matrix matrix;
    private boolean isNew;
    private ClockReading start;

    /**
     * Starts to watch the members.
     *
     * @param launcher controls the processes of the members
     * @param members include the nodes of the scenario
     */
    public ProcessTestbed(ProcessControl launcher, List<Member> members, FaultControl faults, TimeSource clock) {
        this.launcher = launcher;
        this.members = List.copyOf(members);
        this.faults = faults;
        this.clock = clock;
        executor = newExecutor();
        matrix = Matrix.empty(members.stream().map(Member::id).toList());
        start = clock.now();
        watch = new ClusterWatch(members, clock, view -> {
            synchronized (lock) {
                matrix = view.matrix();
                isNew = true;
                lock.notifyAll();
            }
        });
    }

    private ActionExecutor newExecutor() {
        return new ActionExecutor(new ProcessActions(), () -> clock.now().wall());
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("played", "on real processes"));
    }

    @Override
    public void open() throws TestbedException, InterruptedException {
        try {
            startAll().get(MAX_START_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TestbedException(String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new TestbedException("not all nodes were ready within " + MAX_START_TIME.toSeconds() + " s");
        }
        pollAll();
        long deadline = clock.nanos() + MAX_START_TIME.toNanos();
        while (!awaitMatrix().isAllUpByAllDetectors()) {
            if (deadline - clock.nanos() <= 0) {
                throw new TestbedException(
                        "not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
            }
        }
        // The same cluster may run several scenarios in succession.
        executor = newExecutor();
        log = new ObservationLog();
        start = clock.now();
        log.record(awaitMatrix(), clock.now());
    }

    /** Starts all nodes except external ones, which run already. */
    private CompletableFuture<Void> startAll() {
        return CompletableFuture.allOf(members.stream()
                .map(Member::id)
                .filter(node -> launcher.process(node).external().isEmpty())
                .map(launcher::start)
                .toArray(CompletableFuture<?>[]::new));
    }

    private void pollAll() {
        members.forEach(watch::pollNow);
    }

    /** Returns the newest matrix after its next change or after {@link #POLL_INTERVAL}. */
    private Matrix awaitMatrix() throws InterruptedException {
        return awaitMatrix(POLL_INTERVAL.toNanos());
    }

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
        long left = time.toNanos() - clock.now().nanosSince(start);
        while (left > 0) {
            Matrix seen = awaitMatrix(Math.min(left, POLL_INTERVAL.toNanos()));
            log.record(seen, clock.now());
            executor.check();
            left = time.toNanos() - clock.now().nanosSince(start);
        }
    }

    @Override
    public void begin(int number, Action action) {
        executor.begin(number, action);
    }

    @Override
    public void end(int number, Action action) {
        executor.end(number, action);
    }

    @Override
    public Recording recording() {
        return new Recording(
                start.wall(),
                clock.now().wall(),
                executor.starts(),
                executor.ends(),
                watch.verdicts().all(),
                launcher.processEvents(),
                faults.intervals(),
                log.diagnoses(),
                executor.skipped(),
                log.lagReports());
    }

    /** Stops watching the nodes; does not stop them. */
    @Override
    public void close() {
        watch.close();
    }

    private final class ProcessActions implements ClusterActions {
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
                case KILL -> launcher.kill(node);
                case STOP -> launcher.stop(node);
                case START -> start(node);
                case RESTART -> launcher.kill(node).thenCompose(gone -> start(node));
                case PAUSE -> launcher.pause(node);
                case RESUME -> launcher.resume(node);
            };
        }

        private CompletableFuture<NodeProcess> start(NodeId node) {
            return launcher.start(node).thenApply(started -> {
                pollAll();
                return started;
            });
        }

        @Override
        public CompletableFuture<FaultId> inject(FaultType effect) {
            return faults.inject(effect).thenApply(Fault::id);
        }

        @Override
        public CompletableFuture<?> heal(FaultId fault) {
            return faults.heal(fault);
        }
    }
}
