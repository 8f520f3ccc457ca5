package dev.telltale.jmh;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writes a status report as JSON and reads it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatusBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T04:20:39.246Z");

    @Param({"3", "100"})
    public int peers;

    private StatusReport report;
    private byte[] json;

    @Setup
    public void fill() {
        List<DetectorVerdict> verdicts = DetectorKind.ALL.stream()
                .map(kind -> new DetectorVerdict(
                        kind,
                        Status.UP,
                        NOW,
                        Evidence.OK,
                        kind == DetectorKind.PHI ? 0.125 : null,
                        Status.DOWN,
                        Duration.ofMillis(3_100),
                        List.of()))
                .toList();
        List<PeerReport> reports = IntStream.rangeClosed(1, peers)
                .mapToObj(n -> new PeerReport(
                        new NodeId("node" + n),
                        "http://127.0.0.1:" + (8000 + n),
                        1763871631130L,
                        new PeerReport.Current(Status.UP, NOW, Evidence.OK),
                        new PeerReport.Attempts(NOW, NOW, Duration.ofNanos(800_000), 0, null, Evidence.OK),
                        PeerReport.Returns.NONE,
                        verdicts))
                .toList();
        report = new StatusReport(
                new NodeId("self"),
                new StatusReport.Reporter(
                        1763871631123L, 4711L, Duration.ofMillis(8_123), HeartbeatSettings.DEFAULT, "evidence"),
                42L,
                NOW,
                Duration.ofMillis(3),
                0,
                reports,
                Map.of());
        json = StatusJson.write(report);
    }

    @Benchmark
    public byte[] encode() {
        return StatusJson.write(report);
    }

    @Benchmark
    public StatusReport decode() throws WireException {
        return StatusJson.read(json, json.length);
    }
}
