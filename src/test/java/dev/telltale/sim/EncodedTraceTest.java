package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.Starvation.Part;
import dev.telltale.node.TickResult;
import dev.telltale.node.TickTrace;
import dev.telltale.replay.Replay;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.testkit.Seeds;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.ByteWriter;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TickEncoder;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an encoded trace leaves out changes no verdict: the texts of errors, and the tickets of probes. */
class EncodedTraceTest {
    private static final long MILLI = 1_000_000;
    private static final int ACTIONS = 40;
    private static final List<Part> PARTS = List.of(Part.values());

    @Tag("fuzz")
    @Test
    void aDecodedTraceRepeatsEveryVerdict() {
        Seeds.of(500).forEach(seed -> check(seed));
    }

    private static void check(long seed) throws TraceFormatException {
        var random = new SplittableRandom(seed);
        int size = 2 + random.nextInt(5);
        var heartbeat = new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofMillis(1_500 + random.nextInt(2_500)));
        var detection = new DetectionSettings(
                DetectorKind.ALL.get(random.nextInt(DetectorKind.ALL.size())),
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                Duration.ofSeconds(60),
                1 + random.nextInt(12),
                random.nextInt(4));
        var network = new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(9), random.nextDouble() * 0.2);
        var settings = new SimulationSettings(size, size - 1, heartbeat, detection, DetectorKind.ALL, network, seed);
        var recorder = new TraceRecorder(settings);
        var verdicts = new Verdicts(size);
        var cluster = new SimulatedCluster(settings, Long.MAX_VALUE - 20_000 * MILLI, recorder.and(verdicts));
        for (int node = 0; node < size; node++) {
            cluster.start(node);
        }
        for (int action = 0; action < ACTIONS; action++) {
            cluster.runUntil(cluster.now() + random.nextLong(heartbeat.timeout().toNanos()));
            act(cluster, random.nextInt(size), random);
        }
        List<NodeTrace> traces = recorder.traces();
        for (int i = 0; i < traces.size(); i++) {
            NodeTrace decoded = decoded(traces.get(i));
            List<VerdictChange> replayed = Replay.of(decoded, ReplaySettings.of(decoded.header()), DetectorKind.ALL)
                    .changes();
            List<VerdictChange> told = verdicts.changes.get(i);
            for (int change = 0; change < Math.min(told.size(), replayed.size()); change++) {
                assertThat(replayed.get(change)).as("change " + change).isEqualTo(told.get(change));
            }
            assertThat(replayed).hasSameSizeAs(told);
        }
    }

    private static NodeTrace decoded(NodeTrace trace) throws TraceFormatException {
        var out = new ByteWriter();
        TickEncoder encoder = TickEncoder.exact(trace.header());
        for (TickTrace tick : trace.ticks()) {
            encoder.encode(tick, out);
        }
        TraceHeader header = HeaderCodec.decode(HeaderCodec.encode(trace.header()));
        return new NodeTrace(header, TickDecoder.decode(header, out.toBytes()), trace.isFromStart());
    }

    private static void act(SimulatedCluster cluster, int node, SplittableRandom random) {
        switch (cluster.node(node).state) {
            case GONE -> cluster.start(node);
            case PAUSED -> cluster.resume(node);
            case LEAVING -> {}
            case RUNNING -> {
                switch (random.nextInt(6)) {
                    case 0 -> cluster.crash(node);
                    case 1 -> cluster.leave(node);
                    case 2 -> cluster.pause(node);
                    default -> {
                        Part part = PARTS.get(random.nextInt(PARTS.size()));
                        if (cluster.node(node).starvedUntil(part) <= cluster.now()) {
                            cluster.starve(node, part, random.nextLong(3_000) * MILLI);
                        }
                    }
                }
            }
        }
    }

    /** What each process reported, in the order of their starts. */
    private static final class Verdicts implements SimulationObserver {
        private final List<List<VerdictChange>> changes = new ArrayList<>();
        private final int[] process;

        Verdicts(int nodes) {
            process = new int[nodes];
        }

        @Override
        public void started(int node, ClockReading at) {
            process[node] = changes.size();
            changes.add(new ArrayList<>());
        }

        @Override
        public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult result) {
            changes.get(process[node]).addAll(result.verdicts());
        }
    }
}
