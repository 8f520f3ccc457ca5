package dev.telltale.sim;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A cluster that runs, some of whose nodes crash or hang, and how well the others noticed. The nodes start within the
 * first interval; what follows up to one timeout later is not measured.
 */
public final class Simulation {
    private final SimulationSettings settings;
    private final Recorder recorder = new Recorder();
    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Duration window;
    private final long start;
    private final long end;
    private final List<PlannedEvent> deeds = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    /** What is done to the cluster at a virtual time in nanoseconds. */
    private record PlannedEvent(long at, Runnable action) {}

    private Simulation(SimulationSettings settings, Duration window) {
        this.settings = settings;
        this.window = window;
        cluster = new SimulatedCluster(settings, 0, recorder);
        // Another luck than the network's, so that the same nodes fail on any network.
        random = new SplittableRandom(~settings.seed());
        start = settings.heartbeat()
                .interval()
                .plus(settings.heartbeat().timeout())
                .toNanos();
        end = start + window.toNanos();
    }

    /**
     * Runs it, as fast as it goes.
     *
     * @param crashes nodes that crash once each and are started again two timeouts later
     * @param hangs nodes that stand still once each, for two timeouts
     * @param window how long it is measured, in virtual time
     * @throws IllegalArgumentException if there are not that many nodes, or no time
     */
    public static SimulationResult run(SimulationSettings settings, int crashes, int hangs, Duration window) {
        if (crashes < 0 || hangs < 0 || crashes + hangs >= settings.nodes()) {
            throw new IllegalArgumentException("of " + settings.nodes() + " nodes at least one must stay well, found "
                    + crashes + " crashes and " + hangs + " hangs");
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a simulation runs for a time, found " + window.toMillis() + "ms");
        }
        var simulation = new Simulation(settings, window);
        simulation.plan(crashes, hangs);
        return simulation.play();
    }

    private void plan(int crashes, int hangs) {
        long intervalNanos = settings.heartbeat().interval().toNanos();
        for (int node = 0; node < settings.nodes(); node++) {
            int index = node;
            deeds.add(new PlannedEvent(random.nextLong(intervalNanos), () -> cluster.start(index)));
        }
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < crashes + hangs) {
            int index = random.nextInt(settings.nodes());
            if (chosen.add(index)) {
                fail(index, chosen.size() <= crashes ? Failure.CRASH : Failure.HANG);
            }
        }
        deeds.sort(Comparator.comparingLong(PlannedEvent::at));
    }

    private void fail(int index, Failure kind) {
        long lasting = 2 * settings.heartbeat().timeout().toNanos();
        long from = start + random.nextLong(Math.max(1, window.toNanos() - lasting));
        boolean isCrash = kind == Failure.CRASH;
        deeds.add(new PlannedEvent(from, isCrash ? () -> cluster.crash(index) : () -> cluster.pause(index)));
        deeds.add(new PlannedEvent(from + lasting, isCrash ? () -> cluster.start(index) : () -> cluster.resume(index)));
        outages.add(new Outage(cluster.node(index).id, kind, at(from), at(from + lasting)));
        for (int number = 0; number < settings.observers(); number++) {
            int observer = cluster.ring().observer(index, number);
            for (DetectorKind detector : settings.kinds()) {
                recorder.watch(new DetectorKey(cluster.node(observer).id, cluster.node(index).id, detector));
            }
        }
    }

    private static Instant at(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    private SimulationResult play() {
        long sentBefore = 0;
        boolean isMeasured = false;
        for (PlannedEvent deed : deeds) {
            if (deed.at >= end) {
                break;
            }
            if (!isMeasured && deed.at >= start) {
                cluster.runUntil(start);
                sentBefore = cluster.sent();
                isMeasured = true;
            }
            cluster.runUntil(deed.at);
            deed.action.run();
        }
        if (!isMeasured) {
            cluster.runUntil(start);
            sentBefore = cluster.sent();
        }
        cluster.runUntil(end);
        double seconds = window.toNanos() / 1e9;
        return new SimulationResult(
                outages, measure(), cluster.events(), (cluster.sent() - sentBefore) / seconds / settings.nodes());
    }

    private Map<DetectorKind, Summary> measure() {
        var truth = new GroundTruth(at(start), at(end), outages);
        Quality quality = Quality.of(truth, recorder.histories(), settings.heartbeat(), Duration.ZERO);
        Map<DetectorKind, Summary> measured = quality.summaries();
        Map<DetectorKind, Summary> summaries = new EnumMap<>(DetectorKind.class);
        for (DetectorKind kind : settings.kinds()) {
            Summary summary = measured.get(kind);
            if (summary == null) {
                summary = Quality.of(truth, List.of(noChange(kind)), settings.heartbeat(), Duration.ZERO)
                        .summaries()
                        .get(kind);
            }
            if (summary != null) {
                summaries.put(kind, withAccuracy(summary, accuracy(quality, kind)));
            }
        }
        return summaries;
    }

    private StatusHistory noChange(DetectorKind kind) {
        int observer = cluster.ring().observer(0, 0);
        return new StatusHistory(new DetectorKey(cluster.node(observer).id, cluster.node(0).id, kind), List.of());
    }

    /** The lanes without a history were right all the time in which their observer was well. */
    private double accuracy(Quality quality, DetectorKind kind) {
        double well = 0;
        double wrong = 0;
        int[] measured = new int[settings.nodes()];
        for (DetectorQuality lane : quality.lanes()) {
            if (lane.lane().detector() == kind) {
                measured[SimulatedCluster.index(lane.lane().observer())]++;
                well += lane.well().toNanos();
                wrong += lane.wrong().toNanos();
            }
        }
        long[] wellNanos = new long[settings.nodes()];
        Arrays.fill(wellNanos, window.toNanos());
        for (Outage outage : outages) {
            Instant until = outage.until();
            Instant seen = until == null || until.isAfter(at(end)) ? at(end) : until;
            wellNanos[SimulatedCluster.index(outage.node())] -=
                    Duration.between(outage.from(), seen).toNanos();
        }
        for (int node = 0; node < settings.nodes(); node++) {
            well += (double) wellNanos[node] * (settings.observers() - measured[node]);
        }
        return (well - wrong) / well;
    }

    private static Summary withAccuracy(Summary summary, double accuracy) {
        return new Summary(
                summary.failures(),
                summary.detectionTime(),
                summary.agreement(),
                summary.mistakes(),
                summary.starvations(),
                summary.mistakeDuration(),
                summary.mistakeRecurrence(),
                summary.recoveryTime(),
                accuracy,
                summary.tally());
    }
}
