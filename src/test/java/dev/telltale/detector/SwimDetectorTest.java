package dev.telltale.detector;

import static dev.telltale.detector.DetectorFixture.SETTINGS;
import static dev.telltale.detector.DetectorFixture.at;
import static dev.telltale.detector.DetectorFixture.attempt;
import static dev.telltale.detector.DetectorFixture.settling;
import static dev.telltale.detector.DetectorFixture.statusAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interval 2 s, timeout 5 s: a suspicion lasts 5 s without confirmations and 1 s when all helpers confirm it. */
class SwimDetectorTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");

    private final LocalHealth localHealth = new LocalHealth();
    private final SwimDetector swim = settling(new SwimDetector(SETTINGS, localHealth, at(0)));

    @BeforeEach
    void heard() {
        swim.onAttempt(attempt(Evidence.OK, 0));
    }

    @Test
    void silenceWithoutAFailedAttemptCausesNoSuspicion() {
        assertThat(statusAt(swim, 1_000_000)).isEqualTo(Status.UP);
        assertThat(swim.nanosUntilProbes(at(1_000_000).nanos())).isEqualTo(VerdictSchedule.NEVER);
    }

    @Test
    void aFailedAttemptRequestsProbesAfterADelayAndCausesNoSuspicionYet() {
        swim.onAttempt(attempt(Evidence.TIMEOUT, 1_000));

        assertThat(swim.nanosUntilProbes(at(1_000).nanos())).isEqualTo(100_000_000);
        assertThat(swim.nanosUntilProbes(at(1_100).nanos())).isZero();
        assertThat(statusAt(swim, 1_100)).isEqualTo(Status.UP);
    }

    @Test
    void aHeartbeatBeforeTheProbeDelayCancelsTheProbes() {
        swim.onAttempt(attempt(Evidence.RESET, 1_000));
        swim.onAttempt(attempt(Evidence.OK, 1_002));

        assertThat(swim.nanosUntilProbes(at(1_200).nanos())).isEqualTo(VerdictSchedule.NEVER);
    }

    @Test
    void aSuccessfulProbeClearsTheSuspicion() {
        failAndProbe(2);
        swim.onProbeCompleted(A, Evidence.TIMEOUT, null, at(1_300));
        swim.onProbeCompleted(B, Evidence.OK, 1L, at(1_400));

        assertThat(statusAt(swim, 1_000_000)).isEqualTo(Status.UP);
    }

    @Test
    void aProbeResultOfAnEarlierIncarnationIsIgnored() {
        swim.onAttempt(attempt(Evidence.OK, 1, 7));
        failAndProbe(1);
        swim.onProbeCompleted(A, Evidence.OK, 6L, at(1_300));

        assertThat(statusAt(swim, 1_300)).isEqualTo(Status.SUSPECT);
    }

    /** Lifeguard: max - (max - min) * log(confirmations + 1) / log(helpers + 1). */
    @ParameterizedTest
    @CsvSource({"0, 5000", "1, 3000", "2, 1830", "3, 1000"})
    void eachConfirmationShortensTheSuspicion(int confirmations, long millis) {
        failAndProbe(3);
        NodeId[] helpers = {A, B, C};
        for (int i = 0; i < 3; i++) {
            swim.onProbeCompleted(helpers[i], i < confirmations ? Evidence.REFUSED : null, null, at(1_200));
        }
        assertThat(swim.schedule().confirmedBy()).hasSize(confirmations);
        assertThat(statusAt(swim, 1_200 + millis - 10)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(swim, 1_200 + millis + 10)).isEqualTo(Status.DOWN);
    }

    @Test
    void repeatedConfirmationsOfOneHelperCountOnce() {
        failAndProbe(3);
        for (int i = 0; i < 3; i++) {
            swim.onProbeCompleted(A, Evidence.REFUSED, null, at(1_200));
        }
        assertThat(swim.schedule().confirmedBy()).containsExactly(A);
    }

    @Test
    void withoutProbeResultsSuspicionBeginsAtTheProbeTimeout() {
        failAndProbe(2);

        assertThat(statusAt(swim, 2_599)).isEqualTo(Status.UP);
        assertThat(statusAt(swim, 2_600)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(swim, 7_599)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(swim, 7_600)).isEqualTo(Status.DOWN);
    }

    @Test
    void withoutHelpersSuspicionBeginsAtOnceAndLastsLongest() {
        failAndProbe(0);

        assertThat(statusAt(swim, 1_100)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(swim, 6_099)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(swim, 6_100)).isEqualTo(Status.DOWN);
    }

    @Test
    void aLaggingObserverSuspectsLonger() {
        localHealth.addUnanswered();
        failAndProbe(1);
        swim.onProbeCompleted(A, Evidence.REFUSED, null, at(1_200));

        assertThat(statusAt(swim, 1_200 + 1_999)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(swim, 1_200 + 2_000)).isEqualTo(Status.DOWN);
    }

    @Test
    void aLocalPauseClearsTheSuspicion() {
        failAndProbe(0);
        swim.onLocalPause(at(4_000));

        assertThat(statusAt(swim, 100_000)).isEqualTo(Status.UP);
    }

    @Test
    void aPeerThatLeftIsDownAndProbeResultsChangeNothing() {
        swim.onAttempt(attempt(Evidence.LEFT, 1_000));
        swim.onProbeCompleted(A, Evidence.OK, 1L, at(1_100));

        assertThat(statusAt(swim, 1_100)).isEqualTo(Status.DOWN);
    }

    @Test
    void aDownPeerStaysDownUntilItsOwnHeartbeat() {
        failAndProbe(0);
        swim.onAttempt(attempt(Evidence.TIMEOUT, 9_000));
        assertThat(swim.nanosUntilProbes(at(9_000).nanos())).isEqualTo(VerdictSchedule.NEVER);
        assertThat(statusAt(swim, 9_000)).isEqualTo(Status.DOWN);

        swim.onAttempt(attempt(Evidence.OK, 9_500));
        assertThat(statusAt(swim, 9_500)).isEqualTo(Status.UP);
    }

    /** Helpers probe at once; if each failure caused new probes, the nodes would trigger one another without end. */
    @Test
    void probesAreSentAtMostOncePerHalfInterval() {
        failAndProbe(2);
        swim.onAttempt(attempt(Evidence.REFUSED, 1_120));

        assertThat(swim.nanosUntilProbes(at(1_120).nanos())).isEqualTo(980_000_000);
        assertThat(swim.nanosUntilProbes(at(2_100).nanos())).isZero();
    }

    private void failAndProbe(int helpers) {
        swim.onAttempt(attempt(Evidence.TIMEOUT, 1_000));
        swim.onProbesSent(helpers, at(1_100));
    }
}
