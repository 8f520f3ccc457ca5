package dev.telltale.detector;

import static dev.telltale.detector.DetectorFixture.SETTINGS;
import static dev.telltale.detector.DetectorFixture.at;
import static dev.telltale.detector.DetectorFixture.attempt;
import static dev.telltale.detector.DetectorFixture.detector;
import static dev.telltale.detector.DetectorFixture.settling;
import static dev.telltale.detector.DetectorFixture.statusAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimeoutDetectorTest {
    private static final DetectionSettings PATIENT =
            new DetectionSettings(DetectorKind.EVIDENCE, 3, 2, Duration.ofSeconds(60), 8, 3);

    private final Detector evidence = settling(detector(DetectorKind.EVIDENCE));

    @ParameterizedTest
    @CsvSource(textBlock = """
            EVIDENCE, 0,       UP
            EVIDENCE, 4999,    UP
            EVIDENCE, 5000,    DOWN
            TIMEOUT,  4999,    UP
            TIMEOUT,  5000,    DOWN
            TIMEOUT,  3600000, DOWN
            """)
    void silenceAloneMeansDownExactlyAtTheTimeout(DetectorKind kind, long silence, Status status) {
        Detector detector = detector(kind);
        detector.onAttempt(attempt(Evidence.OK, 1_000));

        assertThat(statusAt(detector, 1_000 + silence)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aPeerNeverHeardIsUnknownForOneTimeoutWithEveryDetector(DetectorKind kind) {
        Detector detector = detector(kind);
        detector.onAttempt(attempt(Evidence.REFUSED, 1));
        detector.onAttempt(attempt(Evidence.REFUSED, 6));

        assertThat(statusAt(detector, 4_999)).isEqualTo(Status.UNKNOWN);
        assertThat(statusAt(detector, 5_000)).isEqualTo(Status.DOWN);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            OK,         UP
            LEFT,       DOWN
            REFUSED,    SUSPECT
            RESET,      SUSPECT
            TIMEOUT,    SUSPECT
            BAD_STATUS, SUSPECT
            BAD_BODY,   SUSPECT
            WRONG_NODE, SUSPECT
            """)
    void theEvidenceOfOneAttemptAfterAHeartbeatSetsTheStatus(Evidence kind, Status status) {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onAttempt(attempt(kind, 2_000));

        assertThat(statusAt(evidence, 2_000)).isEqualTo(status);
    }

    @Test
    void aConnectionLossFollowedByARefusalMeansDown() {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onConnectionLost();
        assertThat(statusAt(evidence, 1)).as("it may only have closed it").isEqualTo(Status.UP);

        evidence.onAttempt(attempt(Evidence.REFUSED, 2));
        assertThat(statusAt(evidence, 2)).isEqualTo(Status.DOWN);
    }

    @Test
    void aResetAndARefusalOrTwoRefusalsMeanDown() {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onAttempt(attempt(Evidence.RESET, 1));
        evidence.onAttempt(attempt(Evidence.REFUSED, 3));
        assertThat(statusAt(evidence, 3)).isEqualTo(Status.DOWN);

        Detector other = detector(DetectorKind.EVIDENCE);
        other.onAttempt(attempt(Evidence.OK, 0));
        other.onAttempt(attempt(Evidence.REFUSED, 3));
        other.onAttempt(attempt(Evidence.REFUSED, 8));
        assertThat(statusAt(other, 8)).isEqualTo(Status.DOWN);
    }

    @Test
    void aConnectionLossBeforeTheLastHeartbeatIsIgnored() {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onConnectionLost();
        evidence.onAttempt(attempt(Evidence.OK, 2));
        evidence.onAttempt(attempt(Evidence.REFUSED, 2_000));

        assertThat(statusAt(evidence, 2_000)).isEqualTo(Status.SUSPECT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Evidence.class,
            names = {"OK"},
            mode = EnumSource.Mode.EXCLUDE)
    void theTimeoutDetectorReportsDownOnlyAfterSilence(Evidence kind) {
        Detector timeout = settling(detector(DetectorKind.TIMEOUT));
        timeout.onAttempt(attempt(Evidence.OK, 0));
        timeout.onConnectionLost();
        timeout.onAttempt(attempt(kind, 1));
        timeout.onAttempt(attempt(kind, 2));

        assertThat(statusAt(timeout, 4_999)).isEqualTo(Status.SUSPECT);
        assertThat(statusAt(timeout, 5_000)).isEqualTo(Status.DOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Evidence.class,
            names = {"OK", "LEFT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aConfirmedDownOutlastsWeakerEvidence(Evidence weak) {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onAttempt(attempt(Evidence.LEFT, 1_000));
        evidence.onAttempt(attempt(weak, 2_000));

        assertThat(statusAt(evidence, 2_000)).isEqualTo(Status.DOWN);
    }

    @Test
    void aHeartbeatAfterALeaveMeansUp() {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onAttempt(attempt(Evidence.LEFT, 1_000));
        evidence.onAttempt(attempt(Evidence.OK, 9_000));

        assertThat(statusAt(evidence, 9_000)).isEqualTo(Status.UP);
    }

    @Test
    void thresholdsApplyInBothDirections() {
        Detector patient = settling(detector(DetectorKind.EVIDENCE, PATIENT));
        patient.onAttempt(attempt(Evidence.OK, 0));
        patient.onAttempt(attempt(Evidence.TIMEOUT, 100));
        patient.onAttempt(attempt(Evidence.TIMEOUT, 200));
        assertThat(statusAt(patient, 200)).as("two of three misses").isEqualTo(Status.UP);

        patient.onAttempt(attempt(Evidence.TIMEOUT, 300));
        assertThat(statusAt(patient, 300)).isEqualTo(Status.SUSPECT);

        patient.onAttempt(attempt(Evidence.OK, 400));
        assertThat(statusAt(patient, 400)).as("one of two heartbeats").isEqualTo(Status.SUSPECT);
        patient.onAttempt(attempt(Evidence.OK, 500));
        assertThat(statusAt(patient, 500)).isEqualTo(Status.UP);
    }

    @Test
    void aReturnNeedsTheSuccessThresholdButANewIncarnationIsUpAtOnce() {
        Detector patient = detector(DetectorKind.EVIDENCE, PATIENT);
        patient.onAttempt(attempt(Evidence.OK, 0));
        patient.onAttempt(attempt(Evidence.OK, 8_000));
        assertThat(statusAt(patient, 8_000)).isEqualTo(Status.SUSPECT);

        Detector other = detector(DetectorKind.EVIDENCE, PATIENT);
        other.onAttempt(attempt(Evidence.OK, 0));
        other.onAttempt(attempt(Evidence.LEFT, 1));
        other.onNewIncarnation();
        other.onAttempt(attempt(Evidence.OK, 20, 2L));
        assertThat(statusAt(other, 20)).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aStartingPeerIsNotSuspectBeforeItsFirstFullInterval(DetectorKind kind) {
        Detector detector = detector(kind);
        detector.onAttempt(attempt(Evidence.OK, 500));
        detector.onAttempt(attempt(Evidence.TIMEOUT, 1_500));
        detector.onAttempt(attempt(Evidence.TIMEOUT, 3_500));
        assertThat(statusAt(detector, 3_500)).isEqualTo(Status.UP);
        detector.onAttempt(attempt(Evidence.OK, 4_000));
        assertThat(statusAt(detector, 4_000)).isEqualTo(Status.UP);
        detector.onNewIncarnation();
        detector.onAttempt(attempt(Evidence.OK, 5_000, 2));
        detector.onAttempt(attempt(Evidence.TIMEOUT, 6_900));
        assertThat(statusAt(detector, 6_900)).isEqualTo(Status.UP);
        assertThat(statusAt(detector, 60_000)).as("silence counts all the same").isEqualTo(Status.DOWN);
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aLaggingObserverExtendsItsTimeoutsAndRetractsNoDown(DetectorKind kind) {
        var localHealth = new LocalHealth();
        Detector detector = settling(Detectors.of(kind, SETTINGS, DetectionSettings.DEFAULT, localHealth, at(0)));
        detector.onAttempt(attempt(Evidence.OK, 0));
        detector.onAttempt(attempt(Evidence.TIMEOUT, 2_900));
        long down = downAt(detector, 0);
        localHealth.addLag(1);
        assertThat(downAt(detector, 0)).isGreaterThan(down + 2_000);
        localHealth.addLag(LocalHealth.MAX_SCORE);
        assertThat(downAt(detector, 0)).isGreaterThan(4 * down);

        detector.latch(Status.DOWN);
        assertThat(statusAt(detector, 3_000)).isEqualTo(Status.DOWN);
        detector.onAttempt(attempt(Evidence.OK, 3_100));
        assertThat(statusAt(detector, 3_100)).isEqualTo(Status.UP);
    }

    private static long downAt(Detector detector, long from) {
        return LongStream.iterate(from, millis -> millis < 200_000, millis -> millis + 50)
                .filter(millis -> statusAt(detector, millis) == Status.DOWN)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLocalPauseRestartsTheTimeout() {
        evidence.onAttempt(attempt(Evidence.OK, 0));
        evidence.onLocalPause(at(60_000));

        assertThat(statusAt(evidence, 64_999)).isEqualTo(Status.UP);
        assertThat(statusAt(evidence, 65_000)).isEqualTo(Status.DOWN);
    }

    static LongStream seeds() {
        return Seeds.all(8).stream();
    }

    /** An independent model: keeps the whole history and applies the documented rules literally. */
    @Tag("fuzz")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomHistoriesAgreeWithTheModel(long seed) {
        Detector evidence = detector(DetectorKind.EVIDENCE);
        var random = new Random(seed);
        List<Evidence> kinds = List.of(Evidence.values());
        long now = 0;
        long heard = -1;
        long heardFirst = -1;
        boolean isSettled = false;
        boolean isCondemned = false;
        boolean isBroken = false;
        Evidence last = null;
        boolean isSuspect = false;
        for (int step = 0; step < 2_000; step++) {
            now += random.nextInt(1_500);
            if (random.nextInt(5) == 0) {
                evidence.onConnectionLost();
                isBroken = true;
            }
            Evidence kind = kinds.get(random.nextInt(kinds.size()));
            evidence.onAttempt(attempt(kind, now));
            boolean isProof = kind == Evidence.LEFT
                    || (kind == Evidence.REFUSED && (isBroken || last == Evidence.REFUSED || last == Evidence.RESET));
            isCondemned = kind != Evidence.OK && (isCondemned || isProof);
            isBroken = kind != Evidence.OK && (isBroken || kind == Evidence.RESET);
            isSuspect = kind != Evidence.OK && (isSuspect || isSettled);
            heard = kind == Evidence.OK ? now : heard;
            heardFirst = heardFirst < 0 ? heard : heardFirst;
            isSettled = isSettled || (heard >= 0 && heard - heardFirst >= 1_800);
            last = kind;
            long later = now + random.nextInt(7_000);
            Status expected;
            if (later - Math.max(0, heard) >= 5_000) {
                expected = Status.DOWN;
            } else if (heard < 0) {
                expected = Status.UNKNOWN;
            } else {
                expected = isCondemned ? Status.DOWN : isSuspect ? Status.SUSPECT : Status.UP;
            }
            assertThat(statusAt(evidence, later))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(expected);
        }
    }
}
