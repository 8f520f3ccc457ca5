package dev.telltale.recording.incident;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.TickTrace;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.StatusRecord;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceRing;
import dev.telltale.trace.TraceSegment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A recording of three simulated nodes, to which a test does what it likes. Virtual time begins in 1970. */
public final class SimulatedRecording {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int SEED = 7;

    private final TraceRecorder traces;
    private final VirtualCluster cluster;
    private final StatusRecord live;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<DetectorKind, Long> read = new EnumMap<>(DetectorKind.class);

    /** All nodes are started, and have heard each other. */
    public SimulatedRecording() {
        var settings = new SimulationSettings(
                3,
                2,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0),
                SEED);
        traces = new TraceRecorder(settings);
        cluster = new VirtualCluster(settings, traces);
        live = new StatusRecord(cluster.nodes());
        for (int node = 1; node <= 3; node++) {
            start(node);
        }
        on(Duration.ofSeconds(20));
    }

    public NodeId node(int number) {
        return cluster.nodes().get(number - 1);
    }

    public Instant now() {
        return cluster.now().wall();
    }

    public Instant kill(int number) {
        note(ProcessEvent.Kind.KILL, number);
        cluster.kill(node(number));
        return now();
    }

    public Instant start(int number) {
        note(ProcessEvent.Kind.START, number);
        cluster.start(node(number));
        note(ProcessEvent.Kind.READY, number);
        return now();
    }

    public Instant pause(int number) {
        cluster.pause(node(number));
        return now();
    }

    public Instant resume(int number) {
        cluster.resume(node(number));
        return now();
    }

    /** Lets time pass. */
    public void on(Duration time) {
        for (Instant end = now().plus(time); now().isBefore(end); ) {
            cluster.advance(STEP);
            live.add(view());
            DetectorKind.ALL.forEach(this::take);
        }
    }

    public void add(RecordedEvent event) {
        events.add(event);
    }

    /** What a watch of the cluster has seen of its own detector. */
    public MatrixHistory history() {
        return live.history(DetectionSettings.DEFAULT.deciding());
    }

    /** The cluster at this instant. */
    public ClusterView view() {
        return new ClusterView(cluster.now(), cluster.matrix());
    }

    public List<NodeId> nodes() {
        return cluster.nodes();
    }

    /** Writes the recording, as it is so far. */
    public Path writeTo(Path folder) {
        var begin = new ClockReading(0, Instant.EPOCH);
        var info = RecordingInfo.of(ClusterConfig.DEFAULT, Instant.EPOCH);
        assertDoesNotThrow(() -> {
            try (RecordingWriter writer =
                    RecordingWriter.open(folder, info, RecordingLimits.DEFAULT, () -> begin, told -> {})) {
                traces.traces().forEach(trace -> parts(trace).forEach(writer::offer));
                events.forEach(writer::offer);
            }
        });
        return folder;
    }

    private static List<RecordedChunk> parts(NodeTrace trace) {
        var ring = new TraceRing(trace.header());
        trace.ticks().forEach(ring::add);
        List<TickTrace> ticks = trace.ticks();
        List<RecordedChunk> parts = new ArrayList<>();
        for (TraceSegment segment : ring.read(0, 1 << 20)) {
            parts.add(new RecordedChunk(
                    trace.header().observer(),
                    HeaderCodec.encode(trace.header()),
                    ticks.get((int) segment.first()).at().wall(),
                    ticks.get((int) segment.next() - 1).at().wall(),
                    segment.first(),
                    segment.next(),
                    segment.bytes()));
        }
        return parts;
    }

    private void note(ProcessEvent.Kind kind, int node) {
        events.add(new RecordedEvent.ProcessChanged(new ProcessEvent(kind, node(node), 1_000 + node, cluster.now())));
    }

    private void take(DetectorKind detector) {
        for (BoundedLog.Entry<Transition> entry : live.journal(detector).since(read.getOrDefault(detector, 0L))) {
            Transition change = entry.element();
            read.put(detector, entry.number() + 1);
            if (detector == DetectionSettings.DEFAULT.deciding()) {
                events.add(new RecordedEvent.StatusChanged(change));
            }
            if (change.from() != change.to()) {
                events.add(new RecordedEvent.VerdictChanged(new VerdictChange(
                        change.at(),
                        change.observer(),
                        change.subject(),
                        detector,
                        change.from(),
                        change.to(),
                        change.returned().silence())));
            }
        }
    }
}
