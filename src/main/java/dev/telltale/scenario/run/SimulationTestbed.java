package dev.telltale.scenario.run;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.sim.SimulatedProcessState;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Virtual time: the nodes' own code, and no waiting. The same seed is the same recording. */
public final class SimulationTestbed implements Testbed {
    private static final String AUTHOR = "simulation";
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** Processes that are started together are ready within about this time. */
    private static final long STARTS_MILLIS = 500;
    /** What the start of a process takes on a machine that has nothing else to do. */
    private static final Duration START_TIME = Duration.ofMillis(400);

    private final long seed;
    private final VirtualCluster cluster;
    private final ActionExecutor actor;
    private final ObservationLog log = new ObservationLog();
    private final List<ProcessEvent> deeds = new ArrayList<>();
    /** When each node that was started begins to run, by the monotonic clock. */
    private final Map<NodeId, Long> starting = new LinkedHashMap<>();

    private final Map<FaultId, FaultInterval> faults = new LinkedHashMap<>();
    private ClockReading start;

    public SimulationTestbed(Scenario scenario, long seed) {
        this.seed = seed;
        cluster = new VirtualCluster(new SimulationSettings(
                scenario.nodes(),
                scenario.nodes() - 1,
                scenario.heartbeat(),
                scenario.detection(),
                DetectorKind.ALL,
                VirtualNetwork.DEFAULT,
                seed));
        actor = new ActionExecutor(new VirtualHands(), () -> cluster.now().wall());
        start = cluster.now();
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("played", "in virtual time"), new Fact("seed", String.valueOf(seed)));
    }

    @Override
    public void open() throws TestbedException {
        var random = new SplittableRandom(seed);
        Map<NodeId, Duration> starts = new LinkedHashMap<>();
        cluster.nodes().forEach(node -> starts.put(node, Duration.ofMillis(random.nextLong(STARTS_MILLIS))));
        starts.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
            cluster.pass(entry.getValue().minus(cluster.now().since(start)));
            start(entry.getKey());
        });
        ClockReading begun = cluster.now();
        Matrix matrix = cluster.matrix();
        while (!matrix.isAllUp()) {
            if (cluster.now().since(begun).compareTo(MAX_START_TIME) > 0) {
                throw new TestbedException(
                        "not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
            }
            cluster.pass(LOOK);
            matrix = cluster.matrix();
        }
        // Anywhere within an interval: steps must not keep step with the start.
        cluster.pass(Duration.ofMillis(random.nextLong(STARTS_MILLIS)));
        start = cluster.now();
        look();
    }

    private void look() {
        log.look(cluster.matrix(), cluster.now());
    }

    @Override
    public void passUntil(Duration time) throws TestbedException {
        Duration left = time.minus(cluster.now().since(start));
        while (left.compareTo(Duration.ZERO) > 0) {
            cluster.pass(left.compareTo(LOOK) < 0 ? left : LOOK);
            startDue();
            look();
            left = time.minus(cluster.now().since(start));
        }
        actor.check();
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
                cluster.now().wall(),
                actor.begun(),
                actor.ended(),
                cluster.changes(),
                deeds,
                new ArrayList<>(faults.values()),
                log.said(),
                actor.skipped(),
                log.late());
    }

    private void act(Action.Verb verb, NodeId node) {
        SimulatedProcessState life = cluster.life(node);
        boolean isAlive = life == SimulatedProcessState.RUNNING || life == SimulatedProcessState.PAUSED;
        switch (verb) {
            case KILL -> kill(node);
            case STOP -> {
                if (isAlive) {
                    note(ProcessEvent.Kind.STOP, node);
                    cluster.stop(node);
                }
            }
            case START -> startLater(node);
            case RESTART -> {
                kill(node);
                startLater(node);
            }
            case PAUSE -> {
                if (life == SimulatedProcessState.RUNNING) {
                    note(ProcessEvent.Kind.PAUSE, node);
                    cluster.pause(node);
                }
            }
            case RESUME -> {
                if (life == SimulatedProcessState.PAUSED) {
                    note(ProcessEvent.Kind.RESUME, node);
                    cluster.resume(node);
                }
            }
        }
    }

    private void kill(NodeId node) {
        starting.remove(node);
        if (cluster.life(node) != SimulatedProcessState.GONE) {
            note(ProcessEvent.Kind.KILL, node);
            cluster.kill(node);
        }
    }

    /** As a real process, which listens some time after it was started. */
    private void startLater(NodeId node) {
        if (cluster.life(node) == SimulatedProcessState.GONE || cluster.life(node) == SimulatedProcessState.LEAVING) {
            starting.putIfAbsent(node, cluster.now().nanos() + START_TIME.toNanos());
        }
    }

    private void startDue() {
        List<NodeId> due = starting.entrySet().stream()
                .filter(entry -> entry.getValue() - cluster.now().nanos() <= 0)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(node -> {
            starting.remove(node);
            start(node);
        });
    }

    private void start(NodeId node) {
        if (cluster.life(node) == SimulatedProcessState.GONE || cluster.life(node) == SimulatedProcessState.LEAVING) {
            note(ProcessEvent.Kind.START, node);
            cluster.start(node);
            note(ProcessEvent.Kind.READY, node);
        }
    }

    private void note(ProcessEvent.Kind kind, NodeId node) {
        deeds.add(new ProcessEvent(kind, node, 0, cluster.now()));
    }

    /** Everything is done at once. */
    private final class VirtualHands implements ClusterActions {
        @Override
        public NodeState state(NodeId node) {
            return switch (cluster.life(node)) {
                case RUNNING -> NodeState.RUNNING;
                case PAUSED -> NodeState.PAUSED;
                case LEAVING, GONE -> starting.containsKey(node) ? NodeState.RUNNING : NodeState.GONE;
            };
        }

        @Override
        public CompletableFuture<?> act(Action.Verb verb, NodeId node) {
            SimulationTestbed.this.act(verb, node);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<FaultId> make(FaultType effect) {
            ClockReading now = cluster.now();
            try {
                FaultId id = cluster.make(effect);
                var fault = new Fault(id, AUTHOR, effect, now.wall(), Fault.MAX_LEASE);
                faults.put(id, new FaultInterval(fault, now, null));
                return CompletableFuture.completedFuture(id);
            } catch (IllegalStateException noRoom) {
                return CompletableFuture.failedFuture(noRoom);
            }
        }

        @Override
        public CompletableFuture<?> heal(FaultId fault) {
            cluster.heal(fault);
            faults.computeIfPresent(
                    fault,
                    (id, deed) ->
                            deed.until() == null ? new FaultInterval(deed.fault(), deed.from(), cluster.now()) : deed);
            return CompletableFuture.completedFuture(null);
        }
    }
}
