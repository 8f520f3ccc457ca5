package dev.telltale.recording;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickTrace;
import dev.telltale.recording.simulated.TraceParts;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TickEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Traces of simulated nodes, whose threads wake late as real ones do, and the parts in which a recorder gets them. */
public final class SimulatedTraces {
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final int SEED = 17;
    private static final int MAX_LATE_NANOS = 300_000;

    private SimulatedTraces() {}

    /** One trace for each node, each with an interval of 2 s, without failures. */
    public static List<NodeTrace> of(int nodes, Duration time) {
        var settings = new SimulationSettings(
                nodes,
                nodes - 1,
                HEARTBEAT,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0),
                SEED);
        var recorder = new TraceRecorder(settings);
        var cluster = new VirtualCluster(settings, recorder);
        var random = new SplittableRandom(SEED);
        cluster.nodes().forEach(node -> {
            cluster.start(node);
            cluster.advance(Duration.ofMillis(random.nextInt(1_000)));
        });
        cluster.advance(time);
        return recorder.traces().stream().map(trace -> late(trace, random)).toList();
    }

    private static NodeTrace late(NodeTrace trace, SplittableRandom random) {
        List<TickTrace> ticks = new ArrayList<>();
        for (TickTrace tick : trace.ticks()) {
            int late = random.nextInt(MAX_LATE_NANOS);
            ClockReading at =
                    new ClockReading(tick.at().nanos() + late, tick.at().wall().plusNanos(late));
            ticks.add(new TickTrace(at, tick.lateNanos(), tick.events(), tick.requests(), tick.probes()));
        }
        return new NodeTrace(trace.header(), ticks, trace.isFromStart());
    }

    /**
     * Ticks within less than half a second are one part, which is encoded alone. By the recorder's clock, the simulation
     * began at {@link RecordingFixture#START}.
     */
    public static List<RecordedChunk> parts(NodeTrace trace) {
        return TraceParts.of(trace, new TickEncoder(trace.header())).stream()
                .map(part -> new RecordedChunk(
                        part.node(),
                        part.header(),
                        seen(part.from()),
                        seen(part.to()),
                        part.first(),
                        part.next(),
                        part.ticks()))
                .toList();
    }

    private static Instant seen(Instant at) {
        return RecordingFixture.START.plus(Duration.between(Instant.EPOCH, at));
    }

    public static long attempts(NodeTrace trace) {
        return trace.ticks().stream()
                .flatMap(tick -> tick.events().stream())
                .filter(event -> event instanceof NodeEvent.AttemptCompleted)
                .count();
    }
}
