package dev.telltale.detector;

import static dev.telltale.detector.DetectorFixture.at;
import static dev.telltale.detector.DetectorFixture.attempt;
import static dev.telltale.detector.DetectorFixture.detector;
import static dev.telltale.detector.DetectorFixture.statusAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhiDetectorTest {
    private final Detector phi = detector(DetectorKind.PHI);

    /** The upper tail of the normal distribution, from tables. */
    @ParameterizedTest
    @CsvSource({"-1, 0.841345", "0, 0.5", "1, 0.158655", "2, 0.022750", "3, 0.001350", "4, 0.0000317"})
    void thePhiCurveIsTheTailOfTheNormalDistribution(double deviations, double expected) {
        var curve = new PhiCurve(1e9, 1e8);
        double phi = curve.phiAfter((long) (1e9 + deviations * 1e8));

        assertThat(Math.pow(10, -phi)).isCloseTo(expected, within(0.00015));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "1", "3", "8", "16"})
    void theSilenceForAPhiValueIsTheInverseOfTheCurve(double threshold) {
        var curve = new PhiCurve(2e9, 1e8);
        long silence = curve.silenceFor(PhiCurve.deviations(threshold));

        assertThat(curve.phiAfter(silence)).isCloseTo(threshold, within(1e-5));
        assertThat(curve.phiAfter(silence - 1_000)).isLessThan(threshold);
    }

    @Test
    void phiNeverDecreasesDuringSilenceAndStaysFinite() {
        var curve = new PhiCurve(2e9, 1e8);
        double before = -1;
        for (long silence = 0; silence < 20_000_000_000L; silence += 10_000_000) {
            double now = curve.phiAfter(silence);
            assertThat(now).isGreaterThanOrEqualTo(before).isFinite();
            before = now;
        }
    }

    @Test
    void beforeTheFirstSampleTheConfiguredIntervalIsTheEstimate() {
        phi.onAttempt(attempt(Evidence.OK, 0));
        VerdictSchedule schedule = phi.schedule();
        PhiCurve curve = Objects.requireNonNull(schedule.phi());
        // Pekko's initial estimate: the mean is the interval, the deviation a quarter of it. The acceptable pause is
        // half the timeout.
        assertThat(curve.meanNanos()).isEqualTo(4.5e9);
        assertThat(curve.deviationNanos()).isCloseTo(0.5e9, within(1.0));
        assertThat(curve.phiAfter(schedule.downAfter())).isCloseTo(8, within(1e-6));
        assertThat(curve.phiAfter(schedule.suspectAfter())).isCloseTo(1, within(1e-6));
    }

    @Test
    void regularHeartbeatsReduceTheDeviationToItsMinimum() {
        long now = heartbeats(0, 200, 1_900);

        PhiCurve curve = Objects.requireNonNull(phi.schedule().phi());
        assertThat(curve.deviationNanos()).isEqualTo(100e6);
        assertThat(curve.meanNanos()).isCloseTo(1.9e9 + 2.5e9, within(1e3));
        assertThat(statusAt(phi, now + 4_400)).isEqualTo(Status.UP);
        assertThat(statusAt(phi, now + 4_600)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(phi, now + 5_000)).isEqualTo(Status.DOWN);
    }

    @Test
    void jitterExtendsTheTimeUntilDown() {
        var random = new Random(1);
        long now = 0;
        for (int i = 0; i < 300; i++) {
            now += 1_500 + random.nextInt(1_000);
            phi.onAttempt(attempt(Evidence.OK, now));
        }
        assertThat(Objects.requireNonNull(phi.schedule().phi()).deviationNanos())
                .isBetween(250e6, 330e6);
        assertThat(statusAt(phi, now + 5_000)).isNotEqualTo(Status.DOWN);
    }

    @Test
    void extraHeartbeatsAndLongSilencesAreNotSampled() {
        long now = heartbeats(0, 200, 1_900);
        PhiCurve before = phi.schedule().phi();
        phi.onAttempt(attempt(Evidence.OK, now + 5));
        phi.onAttempt(attempt(Evidence.OK, now + 60_000));

        assertThat(phi.schedule().phi()).isEqualTo(before);
    }

    @Test
    void aLocalPauseIsNeitherSilenceNorASample() {
        long now = heartbeats(0, 200, 1_900);
        PhiCurve before = phi.schedule().phi();
        phi.onLocalPause(at(now + 3_000));
        assertThat(statusAt(phi, now + 3_000 + 4_300)).isEqualTo(Status.UP);

        phi.onAttempt(attempt(Evidence.OK, now + 4_500));
        assertThat(phi.schedule().phi()).isEqualTo(before);
    }

    @Test
    void aRestartDiscardsTheHeartbeatHistory() {
        long now = heartbeats(0, 200, 1_900);
        phi.onNewIncarnation();
        phi.onAttempt(attempt(Evidence.OK, now + 1_900, 2));

        assertThat(Objects.requireNonNull(phi.schedule().phi()).deviationNanos())
                .isCloseTo(0.5e9, within(1.0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Evidence.class,
            names = {"OK", "LEFT"},
            mode = EnumSource.Mode.EXCLUDE)
    void phiIgnoresFailedAttempts(Evidence failure) {
        phi.onAttempt(attempt(Evidence.OK, 0));
        VerdictSchedule before = phi.schedule();
        phi.onAttempt(attempt(failure, 100));
        phi.onConnectionLost();

        assertThat(phi.schedule()).isEqualTo(before);
    }

    private long heartbeats(long from, int times, long interval) {
        long now = from;
        for (int i = 0; i < times; i++) {
            now += interval;
            phi.onAttempt(attempt(Evidence.OK, now));
        }
        return now;
    }
}
