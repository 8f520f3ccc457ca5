package dev.telltale.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.DetectionKeys;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded: an interval of 2 s, a timeout of 5 s and the defaults of the detectors. */
class FidelityTest {
    private static final ReplaySettings RECORDED =
            new ReplaySettings(HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT);

    @ParameterizedTest
    @CsvSource(textBlock = """
            2000,  5000, failure_threshold=1, SWIM,     EXACT
            2000,  3000, failure_threshold=1, TIMEOUT,  EXACT
            2000, 30000, failure_threshold=1, EVIDENCE, EXACT
            2000,  3000, failure_threshold=1, SWIM,     APPROXIMATE
            2000,  5000, phi_threshold=10,    PHI,      EXACT
            2000,  5000, failure_threshold=3, EVIDENCE, EXACT
            2000,  5000, indirect_probes=1,   TIMEOUT,  EXACT
            2000,  5000, indirect_probes=1,   SWIM,     NOT_REPLAYABLE
            4000,  5000, failure_threshold=1, TIMEOUT,  APPROXIMATE
            4000,  5000, failure_threshold=1, SWIM,     APPROXIMATE
            3000,  5000, failure_threshold=1, TIMEOUT,  NOT_REPLAYABLE
            1000,  5000, failure_threshold=1, TIMEOUT,  NOT_REPLAYABLE
            """)
    void theLevelFollowsFromTheDifferenceOfTheSettings(
            long intervalMillis, long timeoutMillis, String tuning, DetectorKind kind, Fidelity.Level level) {
        var heartbeat = new HeartbeatSettings(Duration.ofMillis(intervalMillis), Duration.ofMillis(timeoutMillis));
        var wished = new ReplaySettings(heartbeat, DetectionKeys.with(DetectionSettings.DEFAULT, tuning));

        assertThat(Fidelity.of(RECORDED, wished, kind).level()).isEqualTo(level);
        assertThat(Fidelity.of(RECORDED, wished, kind).reason().isEmpty()).isEqualTo(wished.equals(RECORDED));
    }

    @ParameterizedTest
    @CsvSource({"200, 300, APPROXIMATE", "200, 500, EXACT", "2000, 3000, EXACT"})
    void aTimeoutSoShortThatSmallLatenessCountsIsApproximate(
            long intervalMillis, long timeoutMillis, Fidelity.Level level) {
        var interval = Duration.ofMillis(intervalMillis);
        var recorded =
                new ReplaySettings(new HeartbeatSettings(interval, Duration.ofSeconds(5)), DetectionSettings.DEFAULT);
        var wished = new ReplaySettings(
                new HeartbeatSettings(interval, Duration.ofMillis(timeoutMillis)), DetectionSettings.DEFAULT);

        assertThat(Fidelity.of(recorded, wished, DetectorKind.TIMEOUT).level()).isEqualTo(level);
    }
}
