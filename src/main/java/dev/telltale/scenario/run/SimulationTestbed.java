package dev.telltale.scenario.run;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.NodeState;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualCluster.ProcessState;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Runs scenarios on simulated nodes in virtual time, without waiting. The same seed gives the same recording. */
public final class SimulationTestbed extends RecordingTestbed {
    private static final String AUTHOR = "simulation";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration MAX_START_TIME = Duration.ofSeconds(60);
    /** The spread in which processes that are started together become ready. */
    private static final long START_SPREAD_MILLIS = 500;
    /** The time from the start of a process until it is ready, on an idle machine. */
    private static final Duration START_TIME = Duration.ofMillis(400);

    private final long seed;
    private final VirtualCluster cluster;
    private final List<ProcessEvent> processEvents = new ArrayList<>();
    /** When each starting node becomes ready, in monotonic nanoseconds. */
    private final Map<NodeId, Long> starting = new LinkedHashMap<>();

    private final Map<FaultId, FaultInterval> faults = new LinkedHashMap<>();

    public SimulationTestbed(Scenario scenario, long seed) {
        this(
                seed,
                new VirtualCluster(new SimulationSettings(
                        scenario.nodes(),
                        scenario.nodes() - 1,
                        scenario.heartbeat(),
                        scenario.detection(),
                        DetectorKind.ALL,
                        VirtualNetwork.DEFAULT,
                        seed)));
    }

    private SimulationTestbed(long seed, VirtualCluster cluster) {
        super(cluster::now);
        this.seed = seed;
        this.cluster = cluster;
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("played", "in virtual time"), new Fact("seed", String.valueOf(seed)));
    }

    @Override
    public void open() throws TestbedException {
        var random = new SplittableRandom(seed);
        Map<NodeId, Duration> starts = new LinkedHashMap<>();
        cluster.nodes().forEach(node -> starts.put(node, Duration.ofMillis(random.nextLong(START_SPREAD_MILLIS))));
        starts.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
            cluster.advance(entry.getValue().minus(elapsed()));
            start(entry.getKey());
        });
        ClockReading opened = cluster.now();
        Matrix matrix = cluster.matrix();
        while (!matrix.isAllUpByAllDetectors()) {
            if (cluster.now().since(opened).compareTo(MAX_START_TIME) > 0) {
                throw new TestbedException(
                        "not all nodes saw all others up within " + MAX_START_TIME.toSeconds() + " s");
            }
            cluster.advance(POLL_INTERVAL);
            matrix = cluster.matrix();
        }
        // Random phase, so that steps do not synchronize with the start.
        cluster.advance(Duration.ofMillis(random.nextLong(START_SPREAD_MILLIS)));
        startRecording(cluster.matrix());
    }

    @Override
    public void runUntil(Duration time) throws TestbedException {
        Duration left = time.minus(elapsed());
        while (left.compareTo(Duration.ZERO) > 0) {
            cluster.advance(left.compareTo(POLL_INTERVAL) < 0 ? left : POLL_INTERVAL);
            startDue();
            observe(cluster.matrix());
            left = time.minus(elapsed());
        }
        checkActions();
    }

    @Override
    List<VerdictChange> verdictChanges() {
        return cluster.changes();
    }

    @Override
    Incidents incidents() {
        return new Incidents(processEvents, List.copyOf(faults.values()));
    }

    /** Completes at once, like all operations here. */
    @Override
    public CompletableFuture<?> perform(Action.Verb verb, NodeId node) {
        ProcessState state = cluster.state(node);
        boolean isAlive = state == ProcessState.RUNNING || state == ProcessState.PAUSED;
        switch (verb) {
            case KILL -> kill(node);
            case STOP -> {
                if (isAlive) {
                    record(ProcessEvent.Kind.STOP, node);
                    cluster.stop(node);
                }
            }
            case START -> startLater(node);
            case RESTART -> {
                kill(node);
                startLater(node);
            }
            case PAUSE -> {
                if (state == ProcessState.RUNNING) {
                    record(ProcessEvent.Kind.PAUSE, node);
                    cluster.pause(node);
                }
            }
            case RESUME -> {
                if (state == ProcessState.PAUSED) {
                    record(ProcessEvent.Kind.RESUME, node);
                    cluster.resume(node);
                }
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private void kill(NodeId node) {
        starting.remove(node);
        if (cluster.state(node) != ProcessState.GONE) {
            record(ProcessEvent.Kind.KILL, node);
            cluster.kill(node);
        }
    }

    /** Schedules the start: a real process listens some time after it was started. */
    private void startLater(NodeId node) {
        if (cluster.state(node) == ProcessState.GONE || cluster.state(node) == ProcessState.LEAVING) {
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
        if (cluster.state(node) == ProcessState.GONE || cluster.state(node) == ProcessState.LEAVING) {
            record(ProcessEvent.Kind.START, node);
            cluster.start(node);
            record(ProcessEvent.Kind.READY, node);
        }
    }

    private void record(ProcessEvent.Kind kind, NodeId node) {
        processEvents.add(new ProcessEvent(kind, node, 0, cluster.now()));
    }

    @Override
    public NodeState state(NodeId node) {
        return switch (cluster.state(node)) {
            case RUNNING -> NodeState.RUNNING;
            case PAUSED -> NodeState.PAUSED;
            case LEAVING, GONE -> starting.containsKey(node) ? NodeState.RUNNING : NodeState.GONE;
        };
    }

    @Override
    public CompletableFuture<FaultId> inject(FaultType effect) {
        ClockReading now = cluster.now();
        try {
            FaultId id = cluster.inject(effect);
            var fault = new Fault(id, AUTHOR, effect, now.wall(), Fault.MAX_LEASE);
            faults.put(id, new FaultInterval(fault, now, null));
            return CompletableFuture.completedFuture(id);
        } catch (IllegalStateException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    @Override
    public CompletableFuture<?> heal(FaultId fault) {
        cluster.heal(fault);
        faults.computeIfPresent(
                fault,
                (id, interval) -> interval.until() == null
                        ? new FaultInterval(interval.fault(), interval.from(), cluster.now())
                        : interval);
        return CompletableFuture.completedFuture(null);
    }
}
