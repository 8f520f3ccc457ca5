package dev.telltale.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.HelpedThread;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.node.TickTrace;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.sim.Simulation;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.trace.ByteWriter;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TickEncoder;
import dev.telltale.trace.TraceFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long a new position of a slider takes on a day of three nodes, beside a floor of the same run: decoding that
 * recording. Prints what it measured.
 */
@Tag("load")
class WhatIfCostTest {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int ROUNDS = 7;

    private static List<NodeTrace> day(double loss) {
        var settings = new SimulationSettings(
                3,
                2,
                new HeartbeatSettings(INTERVAL, Duration.ofSeconds(5)),
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), loss),
                17);
        var recorder = new TraceRecorder(settings);
        Simulation.run(settings, 0, 0, Duration.ofDays(1), recorder);
        return recorder.traces();
    }

    private static byte[] encoded(NodeTrace trace) {
        var encoder = new TickEncoder(trace.header());
        var out = new ByteWriter();
        for (TickTrace tick : trace.ticks()) {
            encoder.encode(tick, out);
        }
        return out.toBytes();
    }

    private static List<NodeTrace> decoded(List<NodeTrace> recorded, List<byte[]> bytes) throws TraceFormatException {
        List<NodeTrace> traces = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            traces.add(new NodeTrace(
                    recorded.get(i).header(), TickDecoder.decode(recorded.get(i).header(), bytes.get(i)), true));
        }
        return traces;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05})
    void aNewPositionOfASliderIsAnsweredAtOnce(double loss) throws TraceFormatException {
        List<NodeTrace> recorded = day(loss);
        List<byte[]> bytes = recorded.stream().map(WhatIfCostTest::encoded).toList();
        double decoding = Double.MAX_VALUE;
        List<NodeTrace> traces = List.of();
        for (int i = 0; i < ROUNDS; i++) {
            var began = TimeSource.SYSTEM.now();
            traces = decoded(recorded, bytes);
            decoding = Math.min(decoding, millisSince(began));
        }
        double worst = 0;
        try (var helped = new HelpedThread("replay-helper")) {
            var evaluation = new Evaluation(traces, List.of(), helped::all);
            for (DetectorKind kind : DetectorKind.ALL) {
                List<Double> took = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    int multiple = 1 + i % 2;
                    var heartbeat = new HeartbeatSettings(
                            INTERVAL.multipliedBy(multiple), Duration.ofMillis(2_500L * multiple + 500L * i));
                    var began = TimeSource.SYSTEM.now();
                    SettingScore score = evaluation.score(
                            new ReplaySettings(heartbeat, DetectionSettings.DEFAULT), kind, () -> false);
                    took.add(millisSince(began));
                    assertThat(score.summary()).isNotNull();
                }
                double median = took.stream().sorted().toList().get(ROUNDS / 2);
                worst = Math.max(worst, median);
                System.out.printf(
                        "%s, loss %.0f %%: a new position of the slider takes %.0f ms (median; first %.0f, longest %.0f),"
                                + " %.2f times the decoding of the recording, %.0f ms%n",
                        kind.id(),
                        loss * 100,
                        median,
                        took.get(0),
                        took.stream().max(Double::compare).orElse(0.0),
                        median / decoding,
                        decoding);
            }
        }
        assertThat(worst / decoding).isPositive();
    }

    private static double millisSince(ClockReading began) {
        return TimeSource.SYSTEM.now().since(began).toNanos() / 1e6;
    }
}
