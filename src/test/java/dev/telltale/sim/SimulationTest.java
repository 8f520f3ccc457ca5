package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.Summary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void evidenceDetectsACrashAtOnceAndTimeoutWithinTheTimeout() {
        Map<DetectorKind, Summary> summaries =
                Simulation.run(settings(20, 19, DetectorKind.ALL), 2, 0, MINUTE).summaries();

        Summary evidence = of(summaries, DetectorKind.EVIDENCE);
        Summary timeout = of(summaries, DetectorKind.TIMEOUT);
        assertThat(evidence.detectionTime().max()).isLessThan(Duration.ofMillis(50));
        assertThat(timeout.detectionTime().min()).isGreaterThan(Duration.ofSeconds(3));
        assertThat(timeout.detectionTime().max()).isLessThan(Duration.ofMillis(5_010));
        assertThat(summaries.values()).allSatisfy(summary -> {
            assertThat(summary.failures()).isEqualTo(2);
            assertThat(summary.mistakes().count()).isZero();
            assertThat(summary.accuracy()).isEqualTo(1.0);
        });
    }

    /** Heartbeats make 2 messages in at most 0.9 and at least 1 interval with each of 39 others. */
    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void crashesCauseNoMessageStormWithAnyDetector(DetectorKind kind) {
        SimulationResult result = Simulation.run(settings(40, 39, List.of(kind)), 10, 0, MINUTE);

        assertThat(result.messagesPerNodeAndSecond()).isBetween(30.0, 48.0);
    }

    @Test
    void theSameSeedGivesTheSameResultInAMonitoringRing() {
        SimulationSettings ring = settings(50, 3, DetectorKind.ALL);
        SimulationResult once = Simulation.run(ring, 3, 3, MINUTE);

        assertThat(Simulation.run(ring, 3, 3, MINUTE)).isEqualTo(once);
        assertThat(of(once.summaries(), DetectorKind.TIMEOUT).tally().total()).isLessThanOrEqualTo(6 * 3);
    }

    @Test
    void aSimulationInWhichAllNodesFailIsRejected() {
        assertThatThrownBy(() -> Simulation.run(settings(4, 3, DetectorKind.ALL), 2, 2, MINUTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one must not fail");
    }

    private static Summary of(Map<DetectorKind, Summary> summaries, DetectorKind kind) {
        Summary summary = summaries.get(kind);
        if (summary == null) {
            throw new AssertionError("no figures of " + kind);
        }
        return summary;
    }

    private static SimulationSettings settings(int nodes, int observers, List<DetectorKind> kinds) {
        return new SimulationSettings(
                nodes,
                observers,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT.withDeciding(kinds.get(0)),
                kinds,
                VirtualNetwork.DEFAULT,
                7);
    }
}
