package dev.telltale.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.sim.Simulation;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.trace.NodeTrace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The report of a simulated recording of three nodes that lost one message in fifty. */
class ReplayReportTest {
    private static final List<NodeTrace> TRACES = traces();

    private static List<NodeTrace> traces() {
        var settings = new SimulationSettings(
                3,
                2,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0.02),
                1);
        var recorder = new TraceRecorder(settings);
        Simulation.run(settings, 0, 0, Duration.ofMinutes(20), recorder);
        return recorder.traces();
    }

    private static ReplayReport report(Duration interval, Duration timeout) {
        ReplayScore recorded = ReplayScore.of(TRACES, settings -> settings, DetectorKind.ALL, List.of());
        ReplayScore wished = ReplayScore.of(
                TRACES,
                settings -> new ReplaySettings(new HeartbeatSettings(interval, timeout), settings.detection()),
                DetectorKind.ALL,
                List.of());
        return new ReplayReport(recorded, wished);
    }

    @Test
    void theWishedRowStandsBelowTheRecordedOneOfEachDetector() {
        List<String> lines =
                report(Duration.ofSeconds(2), Duration.ofMillis(2_500)).lines();

        assertThat(lines.get(0))
                .matches("detector +settings +replay +T_D of +median +p99 +max +mistakes +starved +T_M +T_MR +P_A");
        assertThat(lines.get(3)).matches("timeout +recorded +exact +virtual +4\\d+[.]\\d +49\\d\\d[.]\\d +5000.0 .*");
        assertThat(lines.get(4))
                .matches("timeout +wished +exact +virtual +15\\d\\d[.]\\d +24\\d\\d[.]\\d +2500.0 +[1-9].*");
        assertThat(lines.get(8)).matches("swim +wished +approximate +- +- +- +- .*");
        assertThat(lines)
                .contains("swim, wished: approximate: helpers are asked when they were asked by the recorded"
                        + " verdicts");
    }

    @Test
    void aSmallerIntervalIsNotReplayableAndHasNoFigures() {
        List<String> lines =
                report(Duration.ofSeconds(1), Duration.ofSeconds(5)).lines();

        assertThat(lines.get(4)).matches("timeout +wished +not replayable( +-){9}");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("telltale simulate answers it"));
    }

    @Test
    void jsonHasBothScoresWithTheirFidelity() throws IOException {
        String json = report(Duration.ofSeconds(2), Duration.ofSeconds(3)).json();

        JsonNode root = new JsonMapper().readTree(json);
        assertThat(root.at("/wished/fidelity/timeout/level").asText()).isEqualTo("exact");
        assertThat(root.at("/wished/virtual_crash_detection_time_ms/timeout/max")
                        .asDouble())
                .isEqualTo(3_000);
        assertThat(root.at("/recorded/watched_s").asInt()).isBetween(7_000, 7_300);
        Set<String> detectors = root.at("/recorded/detectors").findValuesAsText("detector").stream()
                .collect(Collectors.toSet());
        assertThat(detectors).containsExactlyInAnyOrder("evidence", "timeout", "phi", "swim");
    }
}
