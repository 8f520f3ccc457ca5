package dev.telltale.qos;

import static dev.telltale.qos.TimelineBuilder.ANN;
import static dev.telltale.qos.TimelineBuilder.ANN_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.SUE;
import static dev.telltale.qos.TimelineBuilder.at;
import static dev.telltale.qos.TimelineBuilder.ms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Failure;
import dev.telltale.model.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MistakeTest {
    @Test
    void aDownOfAHealthySubjectIsAMistakeUntilItsRetraction() {
        Quality quality = new TimelineBuilder(0, 100).down(10).up(30).quality();

        assertThat(quality.mistakes()).containsExactly(mistake(10, 30L));
        assertMeasured(quality, 100, 20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"UNKNOWN", "UP", "SUSPECT"})
    void onlyDownCountsAsAMistake(Status trusted) {
        Quality quality = new TimelineBuilder(0, 100)
                .held(ANN_ON_SUE, trusted, 5)
                .down(10)
                .held(ANN_ON_SUE, trusted, 30)
                .quality();

        assertThat(quality.mistakes()).containsExactly(mistake(10, 30L));
    }

    @Test
    void repeatedOrInstantlyRetractedDownsAreOneMistake() {
        Quality quality = new TimelineBuilder(0, 100)
                .down(10)
                .down(15)
                .up(20)
                .down(20)
                .up(30)
                .down(50)
                .up(50)
                .quality();

        assertThat(quality.mistakes()).containsExactly(mistake(10, 30L));
    }

    @Test
    void aHistoryWithoutChangesHasNoMistake() {
        Quality quality = new TimelineBuilder(0, 100).lane(ANN_ON_SUE).quality();

        assertThat(quality.mistakes()).isEmpty();
        assertMeasured(quality, 100, 0);
    }

    @Test
    void theWindowLimitsMistakesAtBothEnds() {
        assertThat(new TimelineBuilder(100, 200).down(100).up(199).quality().mistakes())
                .containsExactly(mistake(100, 199L));
        assertThat(new TimelineBuilder(100, 200).down(199).up(200).quality().mistakes())
                .containsExactly(mistake(199, null));
        assertThat(new TimelineBuilder(100, 200).down(200).quality().mistakes()).isEmpty();

        Quality before = new TimelineBuilder(100, 200).down(99).up(120).quality();
        assertThat(before.mistakes()).as("began before the window").isEmpty();
        assertMeasured(before, 100, 20);
    }

    @Test
    void aMistakeEndsWhenTheSubjectFails() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 20, null)
                .down(10)
                .quality();

        assertThat(quality.mistakes()).containsExactly(mistake(10, 20L));
        assertMeasured(quality, 20, 10);
    }

    @Test
    void aDetectionIsNoMistakeAndItsRetractionAfterTheOutageIsTheRecovery() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 20, 50L)
                .down(30)
                .up(60)
                .quality();

        assertThat(quality.mistakes()).isEmpty();
        assertThat(quality.recoveries()).extracting(Recovery::recoveryTime).containsExactly(ms(10));
        assertMeasured(quality, 60, 0);
    }

    @Test
    void aDownAtTheEndOfTheOutageIsAMistake() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 20, 50L)
                .down(50)
                .up(60)
                .quality();

        assertThat(quality.mistakes()).containsExactly(mistake(50, 60L));
        assertThat(quality.recoveries()).isEmpty();
        assertMeasured(quality, 70, 10);
    }

    @Test
    void aRecoveryWithoutAnObservedEndHasNoTime() {
        TimelineBuilder again = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 20, 50L)
                .out(SUE, Failure.CRASH, 60, 70L)
                .down(30)
                .up(75);
        assertThat(again.quality().recoveries())
                .extracting(Recovery::recoveryTime)
                .containsExactly(null, ms(5));

        TimelineBuilder window =
                new TimelineBuilder(0, 100).out(SUE, Failure.CRASH, 20, 50L).down(30);
        assertThat(window.quality().recoveries())
                .extracting(Recovery::recoveryTime)
                .containsExactly((Duration) null);
        assertMeasured(window.quality(), 20, 0);

        TimelineBuilder observer = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 20, 50L)
                .out(ANN, Failure.HANG, 55, 60L)
                .down(30)
                .up(65);
        assertThat(observer.quality().recoveries())
                .extracting(Recovery::recoveryTime)
                .containsExactly((Duration) null);
        assertMeasured(observer.quality(), 55, 0);
    }

    @Test
    void aRecoveryThatBeginsDuringAnObserverOutageIsNeitherMeasuredNorAMistake() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 20, 50L)
                .out(ANN, Failure.HANG, 40, 60L)
                .down(30)
                .up(65)
                .quality();

        assertThat(quality.recoveries()).isEmpty();
        assertThat(quality.mistakes()).isEmpty();
        assertMeasured(quality, 55, 0);
    }

    @Test
    void aMistakeOfAnObserverThatHangsHasNoObservedEnd() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(ANN, Failure.HANG, 20, 50L)
                .down(10)
                .up(60)
                .quality();

        assertThat(quality.mistakes()).as("one mistake, which continues").containsExactly(mistake(10, null));
        assertMeasured(quality, 70, 20);
    }

    @Test
    void aMistakeAfterAnObserverCrashIsANewMistake() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(ANN, Failure.CRASH, 20, 50L)
                .down(10)
                .down(70)
                .up(80)
                .quality();

        assertThat(quality.mistakes()).containsExactly(mistake(10, null), mistake(70, 80L));
        assertMeasured(quality, 70, 20);
    }

    @Test
    void aStatusChangeDuringAnObserverOutageCountsFromItsReturn() {
        assertThat(new TimelineBuilder(0, 100)
                        .out(ANN, Failure.HANG, 20, 50L)
                        .down(49)
                        .up(60)
                        .quality()
                        .mistakes())
                .containsExactly(mistake(50, 60L));
        assertThat(new TimelineBuilder(0, 100)
                        .out(ANN, Failure.HANG, 20, 50L)
                        .down(30)
                        .up(50)
                        .quality()
                        .mistakes())
                .isEmpty();
        assertThat(new TimelineBuilder(0, 100)
                        .out(ANN, Failure.CRASH, 20, 50L)
                        .down(21)
                        .quality()
                        .mistakes())
                .as("a change after the observer's crash")
                .isEmpty();
    }

    private static Mistake mistake(long from, @Nullable Long until) {
        return new Mistake(ANN_ON_SUE, at(from), until == null ? null : at(until));
    }

    private static void assertMeasured(Quality quality, long well, long wrong) {
        DetectorQuality lane = quality.lanes().get(0);
        assertThat(lane.healthyTime()).isEqualTo(ms(well));
        assertThat(lane.mistakenTime()).isEqualTo(ms(wrong));
    }
}
