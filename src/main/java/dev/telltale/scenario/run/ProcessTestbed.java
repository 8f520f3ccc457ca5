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

/** Real processes, which are the caller's; it owns the watch on them. */
public final class ProcessTestbed implements Testbed {
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** Between two looks where nothing is learnt: a diagnosis may change with the time alone. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ProcessControl launcher;
    private final List<Member> members;
    private final FaultControl faults;
    private final TimeSource clock;
    private ActionExecutor actor;
    private final ClusterWatch watch;
    private ObservationLog log = new ObservationLog();
    private final Object news = new Object();
    private Matrix matrix;
    private boolean isNew;
    private ClockReading start;

    /**
     * Watches from now on.
     *
     * @param launcher of the members; what it did before does not matter
     * @param members among them the scenario's nodes
     */
    public ProcessTestbed(ProcessControl launcher, List<Member> members, FaultControl faults, TimeSource clock) {
        this.launcher = launcher;
        this.members = List.copyOf(members);
        this.faults = faults;
        this.clock = clock;
        actor = newActor();
        matrix = Matrix.empty(members.stream().map(Member::id).toList());
        start = clock.now();
        watch = new ClusterWatch(members, clock, view -> {
            synchronized (news) {
                matrix = view.matrix();
                isNew = true;
                news.notifyAll();
            }
        });
    }

    private ActionExecutor newActor() {
        return new ActionExecutor(new RealHands(), () -> clock.now().wall());
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
        askAll();
        long deadline = clock.nanos() + MAX_START_TIME.toNanos();
        while (!awaitNews().isAllUp()) {
            if (deadline - clock.nanos() <= 0) {
                throw new TestbedException(
                        "not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
            }
        }
        // The same cluster may be opened for one scenario after the other.
        actor = newActor();
        log = new ObservationLog();
        start = clock.now();
        log.look(awaitNews(), clock.now());
    }

    /** Those that others started run already. */
    private CompletableFuture<Void> startAll() {
        return CompletableFuture.allOf(members.stream()
                .map(Member::id)
                .filter(node -> !(launcher.processes().get(node) instanceof NodeProcess.External))
                .map(launcher::start)
                .toArray(CompletableFuture<?>[]::new));
    }

    private void askAll() {
        members.forEach(watch::moved);
    }

    /** The newest matrix, after the next news or after a short while. */
    private Matrix awaitNews() throws InterruptedException {
        return awaitNews(LOOK.toNanos());
    }

    private Matrix awaitNews(long nanos) throws InterruptedException {
        synchronized (news) {
            if (!isNew && nanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(news, nanos);
            }
            isNew = false;
            return matrix;
        }
    }

    @Override
    public void passUntil(Duration time) throws TestbedException, InterruptedException {
        long left = time.toNanos() - clock.now().nanosSince(start);
        while (left > 0) {
            Matrix seen = awaitNews(Math.min(left, LOOK.toNanos()));
            log.look(seen, clock.now());
            actor.check();
            left = time.toNanos() - clock.now().nanosSince(start);
        }
    }

    @Override
    public void begin(int number, Action act) {
        actor.begin(number, act);
    }

    @Override
    public void end(int number, Action act) {
        actor.end(number, act);
    }

    @Override
    public Recording recording() {
        return new Recording(
                start.wall(),
                clock.now().wall(),
                actor.begun(),
                actor.ended(),
                watch.verdicts().all(),
                launcher.truth(),
                faults.truth(),
                log.said(),
                actor.skipped(),
                log.late());
    }

    /** Stops watching. */
    @Override
    public void close() {
        watch.close();
    }

    private final class RealHands implements ClusterActions {
        @Override
        public NodeState state(NodeId node) {
            NodeProcess process = launcher.processes().get(node);
            if (process == null || !process.isAlive()) {
                return NodeState.GONE;
            }
            return process instanceof NodeProcess.Running running && running.isPaused()
                    ? NodeState.PAUSED
                    : NodeState.RUNNING;
        }

        @Override
        public CompletableFuture<?> act(Action.Verb verb, NodeId node) {
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
                askAll();
                return started;
            });
        }

        @Override
        public CompletableFuture<FaultId> make(FaultType effect) {
            return faults.make(effect).thenApply(Fault::id);
        }

        @Override
        public CompletableFuture<?> heal(FaultId fault) {
            return faults.heal(fault);
        }
    }
}
