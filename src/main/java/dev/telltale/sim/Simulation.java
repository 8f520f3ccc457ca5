package dev.telltale.sim;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import dev.telltale.qos.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulates a cluster in which some nodes crash or hang, and measures how well the others detect it. The nodes start
 * within the first interval; measuring begins one timeout after it.
 */
public final class Simulation {
    private static final Duration BURST = Duration.ofSeconds(10);
    private static final double BURST_LOSS = 0.3;

    private final SimulationSettings settings;
    private final Recorder recorder = new Recorder();
    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Duration window;
    private final long start;
    private final long end;
    private final List<PlannedEvent> planned = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    /** An action at a virtual time in nanoseconds. */
    private record PlannedEvent(long at, Runnable action) {}

    /**
     * What happens to the nodes.
     *
     * @param crashes number of nodes that crash once and restart two timeouts later
     * @param hangs number of nodes that hang once, for two timeouts
     * @param bursts number of times of 10 s in which three of ten requests to and from one node are lost, as in a
     *     network that is full: no failure, so each {@code down} that follows is a mistake
     */
    public record Failures(int crashes, int hangs, int bursts) {}

    private Simulation(SimulationSettings settings, Duration window, SimulationObserver observer) {
        this.settings = settings;
        this.window = window;
        cluster = new SimulatedCluster(settings, 0, recorder.and(observer));
        // Seeded separately from the network, so that changing the network does not change which nodes fail.
        random = new SplittableRandom(~settings.seed());
        start = settings.heartbeat()
                .interval()
                .plus(settings.heartbeat().timeout())
                .toNanos();
        end = start + window.toNanos();
    }

    /** The same without bursts, and without an observer. */
    public static SimulationResult run(SimulationSettings settings, int crashes, int hangs, Duration window) {
        return run(settings, crashes, hangs, window, SimulationObserver.NONE);
    }

    /** The same without bursts. */
    public static SimulationResult run(
            SimulationSettings settings, int crashes, int hangs, Duration window, SimulationObserver observer) {
        return run(settings, new Failures(crashes, hangs, 0), window, observer);
    }

    /**
     * Runs a simulation on the calling thread, without waiting for real time.
     *
     * @param window measured virtual time
     * @param observer of all inputs and outputs of the nodes, for example a {@link TraceRecorder}
     * @throws IllegalArgumentException if no node would stay healthy, or the window is not positive or too short for
     *     the bursts
     */
    public static SimulationResult run(
            SimulationSettings settings, Failures failures, Duration window, SimulationObserver observer) {
        if (failures.crashes < 0 || failures.hangs < 0 || failures.crashes + failures.hangs >= settings.nodes()) {
            throw new IllegalArgumentException("of " + settings.nodes() + " nodes at least one must not fail, found "
                    + failures.crashes + " crashes and " + failures.hangs + " hangs");
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "the time of a simulation is positive, found " + window.toMillis() + "ms");
        }
        if (failures.bursts < 0 || BURST.multipliedBy(failures.bursts).compareTo(window) > 0) {
            throw new IllegalArgumentException(
                    "bursts take 10 s each, found " + failures.bursts + " in " + window.toSeconds() + " s");
        }
        var simulation = new Simulation(settings, window, observer);
        simulation.plan(failures);
        return simulation.execute();
    }

    private void plan(Failures failures) {
        long intervalNanos = settings.heartbeat().interval().toNanos();
        for (int node = 0; node < settings.nodes(); node++) {
            int index = node;
            planned.add(new PlannedEvent(random.nextLong(intervalNanos), () -> cluster.start(index)));
        }
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < failures.crashes + failures.hangs) {
            int index = random.nextInt(settings.nodes());
            if (chosen.add(index)) {
                fail(index, chosen.size() <= failures.crashes ? Failure.CRASH : Failure.HANG);
            }
        }
        for (int burst = 0; burst < failures.bursts; burst++) {
            planBurst(burst, failures.bursts);
        }
        planned.sort(Comparator.comparingLong(PlannedEvent::at));
    }

    private void fail(int index, Failure kind) {
        long duration = 2 * settings.heartbeat().timeout().toNanos();
        long from = start + random.nextLong(Math.max(1, window.toNanos() - duration));
        boolean isCrash = kind == Failure.CRASH;
        planned.add(new PlannedEvent(from, isCrash ? () -> cluster.crash(index) : () -> cluster.pause(index)));
        planned.add(
                new PlannedEvent(from + duration, isCrash ? () -> cluster.start(index) : () -> cluster.resume(index)));
        outages.add(new Outage(cluster.node(index).id, kind, at(from), at(from + duration)));
        for (int number = 0; number < settings.observers(); number++) {
            int observer = cluster.ring().observer(index, number);
            for (DetectorKind detector : settings.detectors()) {
                recorder.watch(new DetectorKey(cluster.node(observer).id, cluster.node(index).id, detector));
            }
        }
    }

    /** Somewhere in its part of the window: the network loses requests to and from one node. */
    private void planBurst(int number, int bursts) {
        long partNanos = window.toNanos() / bursts;
        NodeId node = cluster.node(random.nextInt(settings.nodes())).id;
        long from = start + partNanos * number + random.nextLong(partNanos - BURST.toNanos() + 1);
        Set<Link> links = new LinkedHashSet<>();
        for (int index = 0; index < settings.nodes(); index++) {
            NodeId other = cluster.node(index).id;
            if (!other.equals(node)) {
                links.add(new Link(node, other));
                links.add(new Link(other, node));
            }
        }
        var fault = new LinkFault.Drop(links, BURST_LOSS);
        List<FaultId> id = new ArrayList<>();
        planned.add(new PlannedEvent(from, () -> id.add(cluster.faults().inject(fault))));
        planned.add(new PlannedEvent(from + BURST.toNanos(), () -> id.forEach(cluster.faults()::heal)));
    }

    private static Instant at(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    private SimulationResult execute() {
        long sentBefore = 0;
        boolean isMeasured = false;
        for (PlannedEvent event : planned) {
            if (event.at >= end) {
                break;
            }
            if (!isMeasured && event.at >= start) {
                cluster.runUntil(start);
                sentBefore = cluster.sent();
                isMeasured = true;
            }
            cluster.runUntil(event.at);
            event.action.run();
        }
        if (!isMeasured) {
            cluster.runUntil(start);
            sentBefore = cluster.sent();
        }
        cluster.runUntil(end);
        double seconds = window.toNanos() / 1e9;
        return new SimulationResult(
                outages, measure(), cluster.eventCount(), (cluster.sent() - sentBefore) / seconds / settings.nodes());
    }

    private Map<DetectorKind, Summary> measure() {
        var truth = new GroundTruth(at(start), at(end), outages);
        Quality quality = Quality.of(truth, recorder.histories(), settings.heartbeat(), Duration.ZERO);
        Map<DetectorKind, Summary> measured = quality.summaries();
        Map<DetectorKind, Summary> summaries = new EnumMap<>(DetectorKind.class);
        for (DetectorKind kind : settings.detectors()) {
            Summary summary = measured.get(kind);
            if (summary == null) {
                summary = Quality.of(truth, List.of(noChange(kind)), settings.heartbeat(), Duration.ZERO)
                        .summaries()
                        .get(kind);
            }
            if (summary != null) {
                summaries.put(kind, summary.withAccuracy(accuracy(quality, kind)));
            }
        }
        return summaries;
    }

    private StatusHistory noChange(DetectorKind kind) {
        int observer = cluster.ring().observer(0, 0);
        return new StatusHistory(new DetectorKey(cluster.node(observer).id, cluster.node(0).id, kind), List.of());
    }

    /** Accuracy over all lanes. Lanes without a history were correct whenever their observer was in service. */
    private double accuracy(Quality quality, DetectorKind kind) {
        double healthy = 0;
        double mistaken = 0;
        int[] measured = new int[settings.nodes()];
        for (DetectorQuality lane : quality.lanes()) {
            if (lane.lane().detector() == kind) {
                measured[SimulatedNode.index(lane.lane().observer())]++;
                healthy += lane.healthyTime().toNanos();
                mistaken += lane.mistakenTime().toNanos();
            }
        }
        long[] healthyNanos = new long[settings.nodes()];
        Arrays.fill(healthyNanos, window.toNanos());
        for (Outage outage : outages) {
            Instant until = outage.until();
            Instant seen = until == null || until.isAfter(at(end)) ? at(end) : until;
            healthyNanos[SimulatedNode.index(outage.node())] -=
                    Duration.between(outage.from(), seen).toNanos();
        }
        for (int node = 0; node < settings.nodes(); node++) {
            healthy += (double) healthyNanos[node] * (settings.observers() - measured[node]);
        }
        return (healthy - mistaken) / healthy;
    }
}
