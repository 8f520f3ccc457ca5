package dev.telltale.qos;

import static dev.telltale.qos.TimelineBuilder.ANN;
import static dev.telltale.qos.TimelineBuilder.ANN_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.BOB;
import static dev.telltale.qos.TimelineBuilder.BOB_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.SETTINGS;
import static dev.telltale.qos.TimelineBuilder.SUE;
import static dev.telltale.qos.TimelineBuilder.at;
import static dev.telltale.qos.TimelineBuilder.ms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionTest {
    @Test
    void theDetectionTimeRunsFromTheFailureToTheDown() {
        assertDetected(crashed().up(0).down(142), 42L, 100);
    }

    @Test
    void aSubjectAlreadyDownIsDetectedAtOnce() {
        assertDetected(crashed().down(90), 0L, 100);
        assertDetected(crashed().down(100), 0L, 100);
    }

    @Test
    void ofSeveralDownsInAnOutageTheLastingOneIsTheDetection() {
        assertDetected(crashed().down(90).up(110).down(120).up(130).down(160), 60L, 100);
        assertDetected(crashed().down(110).down(120), 10L, 100);
    }

    @Test
    void aDownRetractedBeforeTheEndIsNoDetection() {
        assertDetected(crashed().down(110).up(199), null, 100);
        assertDetected(crashed().down(110).held(ANN_ON_SUE, Status.SUSPECT, 150), null, 100);
    }

    @Test
    void anOutageExcludesTheInstantOfItsEnd() {
        assertDetected(crashed().down(110).up(200), 10L, 100);
        assertDetected(crashed().up(0).down(200), null, 100);
    }

    @Test
    void aHistoryWithoutChangesHasNoDetection() {
        assertDetected(crashed().lane(ANN_ON_SUE), null, 100);
    }

    @Test
    void anOutageBeyondTheWindowIsEvaluatedUntilTheWindowEnds() {
        assertDetected(
                new TimelineBuilder(0, 150).out(SUE, Failure.CRASH, 100, null).down(149), 49L, 50);
        assertDetected(
                new TimelineBuilder(0, 150).out(SUE, Failure.CRASH, 100, 200L).down(149), 49L, 50);
        assertDetected(
                new TimelineBuilder(0, 150)
                        .out(SUE, Failure.CRASH, 100, null)
                        .up(0)
                        .down(150),
                null,
                50);
        assertDetected(
                new TimelineBuilder(0, 150)
                        .out(SUE, Failure.CRASH, 100, null)
                        .down(149)
                        .up(150),
                49L,
                50);
    }

    @ParameterizedTest
    @CsvSource({"99, 0", "100, 1", "199, 1", "200, 0"})
    void onlyOutagesThatBeginInTheWindowAreEvaluated(long from, int judged) {
        Quality quality = new TimelineBuilder(100, 200)
                .out(SUE, Failure.CRASH, from, null)
                .down(50)
                .quality();

        assertThat(quality.detections()).hasSize(judged);
    }

    @Test
    void everyOutageIsEvaluatedSeparately() {
        Quality quality = crashed()
                .out(SUE, Failure.HANG, 300, 400L)
                .down(110)
                .up(210)
                .down(340)
                .quality();

        assertThat(quality.detections()).extracting(Detection::detectionTime).containsExactly(ms(10), ms(40));
        assertThat(quality.only(Failure.HANG).detections())
                .extracting(Detection::detectionTime)
                .containsExactly(ms(40));
    }

    @Test
    void anObserverInOutageAtTheFailureIsNotEvaluated() {
        assertThat(crashed()
                        .out(ANN, Failure.HANG, 100, 101L)
                        .down(150)
                        .quality()
                        .detections())
                .isEmpty();
        assertDetected(crashed().out(ANN, Failure.HANG, 90, 100L).down(150), 50L, 100);
    }

    @Test
    void anObserverThatFailsDuringTheOutageIsEvaluatedUntilItsFailure() {
        assertDetected(crashed().out(ANN, Failure.CRASH, 160, null).down(150), 50L, 60);
        assertDetected(crashed().out(ANN, Failure.HANG, 140, 145L).down(150), null, 40);
    }

    @Test
    void aRestartedObserverLosesItsEarlierStatuses() {
        assertDetected(
                new TimelineBuilder(0, 500)
                        .out(ANN, Failure.CRASH, 20, 40L)
                        .out(SUE, Failure.CRASH, 100, 200L)
                        .down(10),
                null,
                100);
        assertDetected(
                new TimelineBuilder(0, 500)
                        .out(ANN, Failure.HANG, 20, 40L)
                        .out(SUE, Failure.CRASH, 100, 200L)
                        .down(10),
                0L,
                100);
        assertDetected(
                new TimelineBuilder(0, 500)
                        .out(ANN, Failure.LEAVE, 20, 40L)
                        .out(SUE, Failure.CRASH, 100, 200L)
                        .down(10)
                        .down(40),
                0L,
                100);
    }

    @ParameterizedTest
    @CsvSource({
        ",   50,  TOO_SHORT, false",
        ",   52,  TOO_SHORT, false",
        ",   53,  MISSED,    false",
        "0,  100, RIGHT,     true",
        "29, 100, RIGHT,     true",
        "30, 100, RIGHT,     false",
        "52, 100, RIGHT,     false",
        "53, 100, LATE,      false"
    })
    void theResultOfADetectionFollowsFromItsBoundAndTheTolerance(
            @Nullable Long time, long watched, DetectionResult result, boolean early) {
        var outage = new Outage(SUE, Failure.CRASH, at(0), null);
        Duration detectionTime = time == null ? null : ms(time);
        var detection = new Detection(ANN_ON_SUE, outage, detectionTime, ms(watched));
        var bound = new DetectionBound(ms(30), ms(50));

        assertThat(detection.result(bound, ms(2))).isEqualTo(result);
        assertThat(detection.isEarly(bound)).isEqualTo(early);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void detectionBoundsFollowFromTheSettings(Failure failure) {
        var silence = new DetectionBound(ms(30), ms(50));
        var refusal = new DetectionBound(ms(0), ms(10));

        assertThat(DetectionBound.predicted(DetectorKind.TIMEOUT, failure, SETTINGS))
                .contains(silence);
        assertThat(DetectionBound.predicted(DetectorKind.EVIDENCE, failure, SETTINGS))
                .contains(
                        switch (failure) {
                            case CRASH, LEAVE -> refusal;
                            case HANG, MUTE, CUT -> silence;
                        });
        assertThat(DetectionBound.predicted(DetectorKind.PHI, failure, SETTINGS))
                .isEmpty();
        assertThat(DetectionBound.predicted(DetectorKind.SWIM, failure, SETTINGS))
                .isEmpty();
    }

    @Test
    void agreementIsReachedWithTheLastDetection() {
        Quality quality = crashed()
                .down(130)
                .held(BOB_ON_SUE, Status.DOWN, 145)
                .held(new DetectorKey(ANN, SUE, DetectorKind.EVIDENCE), Status.DOWN, 101)
                .quality();

        var outage = new Outage(SUE, Failure.CRASH, at(100), at(200));
        assertThat(quality.agreements())
                .containsExactlyInAnyOrder(
                        new Agreement(outage, DetectorKind.TIMEOUT, 2, ms(45)),
                        new Agreement(outage, DetectorKind.EVIDENCE, 1, ms(1)));
        assertThat(quality.only(Failure.LEAVE).agreements()).isEmpty();
    }

    @Test
    void noAgreementIsReachedIfAnObserverNeverReportsDown() {
        Quality quality = crashed().down(130).lane(BOB_ON_SUE).quality();

        assertThat(quality.agreements()).extracting(Agreement::time).containsOnlyNulls();
        assertThat(quality.agreements()).extracting(Agreement::observers).containsExactly(2);
    }

    @Test
    void anObserverInOutageIsExcludedFromTheAgreement() {
        TimelineBuilder timeline = crashed().down(130).lane(BOB_ON_SUE).out(BOB, Failure.HANG, 199, null);
        assertThat(timeline.quality().agreements()).extracting(Agreement::time).containsExactly(ms(30));

        assertThat(timeline.out(ANN, Failure.HANG, 100, 101L).quality().agreements())
                .isEmpty();
    }

    private static TimelineBuilder crashed() {
        return new TimelineBuilder(0, 500).out(SUE, Failure.CRASH, 100, 200L);
    }

    private static void assertDetected(TimelineBuilder timeline, @Nullable Long time, long watched) {
        assertThat(timeline.quality().detections()).singleElement().satisfies(detection -> {
            assertThat(detection.detectionTime()).isEqualTo(time == null ? null : ms(time));
            assertThat(detection.watched()).isEqualTo(ms(watched));
            assertThat(detection.outage().node()).isNotEqualTo(BOB);
        });
    }

    @Test
    void aDetectionBeforeTheFailureHasTheDetectionTimeZero() {
        Instant failure = Instant.parse("2026-11-23T14:03:21.460Z");
        assertThat(Detection.time(failure, failure.minusMillis(8))).isZero();
        assertThat(Detection.time(failure, failure)).isZero();
        assertThat(Detection.time(failure, failure.plusNanos(152_960_000))).isEqualTo(Duration.ofNanos(152_960_000));
    }
}
