package dev.telltale.replay;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The traces and outages of a simulation. The same seed has the same outages with every timeout. */
record RecordedRun(List<NodeTrace> traces, List<Outage> outages) {
    private static final int NODES = 5;
    private static final int OUTAGE_SECONDS = 20;

    /** Five nodes, for a minute and 20 to 30 s, and 20 s for each of the failures, which begin after a random time. */
    static RecordedRun of(long seed, HeartbeatSettings heartbeat, double loss, int failures) {
        var settings = new SimulationSettings(
                NODES,
                NODES - 1,
                heartbeat,
                DetectionSettings.DEFAULT.withDeciding(DetectorKind.TIMEOUT),
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), loss),
                seed);
        var recorder = new TraceRecorder(settings);
        var cluster = new VirtualCluster(settings, recorder);
        cluster.nodes().forEach(cluster::start);
        var random = new SplittableRandom(~seed);
        List<Outage> outages = new ArrayList<>();
        cluster.advance(Duration.ofSeconds(40));
        for (int i = 0; i < failures; i++) {
            cluster.advance(Duration.ofMillis(20_000 + random.nextInt(10_000)));
            outages.add(fail(cluster, cluster.nodes().get(random.nextInt(NODES)), random.nextBoolean()));
        }
        cluster.advance(Duration.ofSeconds(20));
        return new RecordedRun(recorder.traces(), outages);
    }

    private static Outage fail(VirtualCluster cluster, NodeId node, boolean isCrash) {
        Instant from = cluster.now().wall();
        if (isCrash) {
            cluster.kill(node);
        } else {
            cluster.pause(node);
        }
        cluster.advance(Duration.ofSeconds(OUTAGE_SECONDS));
        if (isCrash) {
            cluster.start(node);
        } else {
            cluster.resume(node);
        }
        return new Outage(
                node,
                isCrash ? Failure.CRASH : Failure.HANG,
                from,
                cluster.now().wall());
    }

    /** The score with the recorded settings. */
    ReplayScore score() {
        return ReplayScore.of(traces, recorded -> recorded, DetectorKind.ALL, outages);
    }

    /** The score of a replay with other heartbeat settings. */
    ReplayScore score(HeartbeatSettings other) {
        return ReplayScore.of(
                traces, recorded -> new ReplaySettings(other, recorded.detection()), DetectorKind.ALL, outages);
    }
}
