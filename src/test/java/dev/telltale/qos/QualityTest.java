package dev.telltale.qos;

import static dev.telltale.qos.TimelineBuilder.ANN;
import static dev.telltale.qos.TimelineBuilder.ANN_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.BOB_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.SETTINGS;
import static dev.telltale.qos.TimelineBuilder.SUE;
import static dev.telltale.qos.TimelineBuilder.at;
import static dev.telltale.qos.TimelineBuilder.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {
    @Test
    void aSummaryCombinesAllPairsOfItsDetector() {
        Quality quality = new TimelineBuilder(0, 1_000)
                .out(SUE, Failure.CRASH, 100, 200L)
                .out(SUE, Failure.HANG, 400, 410L)
                .down(20)
                .up(25)
                .down(135)
                .up(230)
                .down(600)
                .up(615)
                .held(BOB_ON_SUE, Status.DOWN, 160)
                .held(BOB_ON_SUE, Status.UP, 210)
                .held(new DetectorKey(ANN, SUE, DetectorKind.PHI), Status.DOWN, 110)
                .quality();

        Summary timeout = summary(quality, DetectorKind.TIMEOUT);
        assertThat(timeout.failures()).isEqualTo(2);
        assertThat(timeout.detectionTime()).isEqualTo(DurationSummary.of(List.of(ms(35), ms(60))));
        assertThat(timeout.agreement()).isEqualTo(DurationSummary.of(List.of(ms(60))));
        assertThat(timeout.mistakes().count()).isEqualTo(2);
        assertThat(timeout.mistakes().duration()).isEqualTo(DurationSummary.of(List.of(ms(5), ms(15))));
        assertThat(timeout.mistakes().recurrence()).isEqualTo(DurationSummary.of(List.of(ms(580))));
        assertThat(timeout.recoveryTime()).isEqualTo(DurationSummary.of(List.of(ms(10), ms(30))));
        assertThat(timeout.accuracy()).isEqualTo((860.0 + 880 - 20) / (860 + 880));
        assertThat(timeout.tally()).isEqualTo(new DetectionTally(1, 1, 0, 2, 0, 0));
        assertThat(timeout.tally().total()).isEqualTo(4);
        assertThat(timeout.tally().late()).isEqualTo(1);
        assertThat(timeout.tally().missed()).isZero();

        assertThat(summary(quality, DetectorKind.PHI).tally()).isEqualTo(new DetectionTally(0, 0, 0, 0, 2, 0));
        assertThat(quality.summaries()).containsOnlyKeys(DetectorKind.TIMEOUT, DetectorKind.PHI);

        List<DetectorQuality> lane = quality.lanes().stream()
                .filter(one -> one.lane().equals(BOB_ON_SUE))
                .toList();
        Summary bob = summary(new Quality(quality.truth(), lane, SETTINGS, quality.tolerance()), DetectorKind.TIMEOUT);
        assertThat(bob.tally()).isEqualTo(new DetectionTally(0, 1, 0, 1, 0, 0));
        assertThat(bob.accuracy()).isEqualTo(1.0);

        Summary crashes = summary(quality.only(Failure.CRASH), DetectorKind.TIMEOUT);
        assertThat(crashes.failures()).isEqualTo(1);
        assertThat(crashes.tally()).isEqualTo(new DetectionTally(1, 1, 0, 0, 0, 0));
        assertThat(crashes.recoveryTime().count()).isEqualTo(2);
        assertThat(crashes.accuracy()).as("outages do not change it").isEqualTo(timeout.accuracy());
        assertThat(summary(quality.only(Failure.HANG), DetectorKind.TIMEOUT).recoveryTime())
                .isEqualTo(DurationSummary.EMPTY);
    }

    @Test
    void aDownOfAStarvedNodeIsCountedSeparatelyFromMistakes() {
        GroundTruth truth = new TimelineBuilder(0, 1_000).truth();
        var starved = new StatusHistory(
                ANN_ON_SUE,
                List.of(
                        new StatusChange(at(100), Status.DOWN),
                        new StatusChange(at(150), Status.UP, new Silence(ms(150), ms(120))),
                        new StatusChange(at(300), Status.DOWN),
                        new StatusChange(at(310), Status.UP, new Silence(ms(110), ms(20)))));

        Summary summary = summary(Quality.of(truth, List.of(starved), SETTINGS, ms(4)), DetectorKind.TIMEOUT);

        assertThat(summary.mistakes().starvations()).isEqualTo(1);
        assertThat(summary.mistakes().count()).isEqualTo(1);
        assertThat(summary.accuracy())
                .as("of the time in which the node was in service")
                .isEqualTo(940.0 / 950);
        assertThat(summary.detectionTime()).isEqualTo(DurationSummary.EMPTY);
    }

    @Test
    void theToleranceIsAddedToTheBound() {
        GroundTruth truth =
                new TimelineBuilder(0, 1_000).out(SUE, Failure.CRASH, 100, null).truth();
        var history = new StatusHistory(ANN_ON_SUE, List.of(new StatusChange(at(155), Status.DOWN)));

        Quality strict = Quality.of(truth, List.of(history), SETTINGS, ms(4));
        Quality loose = Quality.of(truth, List.of(history), SETTINGS, ms(5));
        assertThat(summary(strict, DetectorKind.TIMEOUT).tally().right()).isZero();
        assertThat(summary(loose, DetectorKind.TIMEOUT).tally().right()).isEqualTo(1);
        assertThat(summary(strict, DetectorKind.TIMEOUT).tally().late()).isEqualTo(1);
        assertThat(summary(loose, DetectorKind.TIMEOUT).tally().late()).isZero();
    }

    @Test
    void anEarlyDetectionCountsAsRightAndAsEarly() {
        Quality quality = new TimelineBuilder(0, 1_000)
                .out(SUE, Failure.CRASH, 100, null)
                .down(110)
                .lane(BOB_ON_SUE)
                .quality();

        assertThat(summary(quality, DetectorKind.TIMEOUT).tally()).isEqualTo(new DetectionTally(1, 0, 1, 0, 0, 1));
        assertThat(summary(quality, DetectorKind.TIMEOUT).agreement()).isEqualTo(DurationSummary.EMPTY);
    }

    @Test
    void withoutHealthyTimeThereIsNoAccuracy() {
        Quality quality = new TimelineBuilder(0, 100)
                .out(SUE, Failure.CRASH, 0, null)
                .lane(ANN_ON_SUE)
                .quality();

        assertThat(summary(quality, DetectorKind.TIMEOUT).accuracy()).isNull();
        assertThat(new TimelineBuilder(5, 5).quality().summaries()).isEmpty();
    }

    /**
     * Theorem 1 of the paper: P_A = 1 - E(T_M) / E(T_MR). The window is a whole number of periods, so it holds exactly.
     */
    @ParameterizedTest
    @CsvSource({"1, 1000", "137, 1000", "250, 1000", "999, 1000", "7, 13"})
    void theMeasuresOfAPeriodicTimelineAreConsistent(long wrong, long period) {
        int periods = 5_000;
        var timeline = new TimelineBuilder(0, periods * period);
        for (long i = 0; i < periods; i++) {
            // Offset from the start of the window, so that the last period ends in it.
            long mistake = i * period + (period - wrong) / 2;
            timeline.down(mistake).up(mistake + wrong);
        }

        Summary summary = summary(timeline.quality(), DetectorKind.TIMEOUT);
        assertThat(summary.mistakes().count()).isEqualTo(periods);
        assertThat(summary.mistakes().duration().mean()).isEqualTo(ms(wrong));
        assertThat(summary.mistakes().recurrence().mean()).isEqualTo(ms(period));
        assertThat(summary.mistakes().recurrence().count()).isEqualTo(periods - 1);
        assertThat(summary.accuracy()).isEqualTo((double) (period - wrong) / period);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 1, 2, 2", "3, 2, 3, 3", "20, 10, 19, 20", "21, 11, 20, 21", "100, 50, 95, 99"})
    void percentilesAreByNearestRank(int count, long median, long p95, long p99) {
        List<Duration> falling = LongStream.range(0, count)
                .mapToObj(i -> Duration.ofNanos(count - i))
                .toList();

        assertThat(DurationSummary.of(falling))
                .isEqualTo(new DurationSummary(
                        count,
                        Duration.ofNanos(1),
                        Duration.ofNanos((count + 1) / 2),
                        Duration.ofNanos(median),
                        Duration.ofNanos(p95),
                        Duration.ofNanos(p99),
                        Duration.ofNanos(count)));
        assertThat(DurationSummary.of(List.of())).isEqualTo(DurationSummary.EMPTY);
    }

    @Test
    void impossibleValuesAreRejected() {
        var late = new StatusChange(at(2), Status.UP);
        var early = new StatusChange(at(1), Status.DOWN);
        assertThatIllegalArgumentException().isThrownBy(() -> new StatusHistory(ANN_ON_SUE, List.of(late, early)));
        assertThat(new StatusHistory(ANN_ON_SUE, List.of(early, early)).changes())
                .hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new DetectorKey(ANN, ANN, DetectorKind.TIMEOUT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Outage(SUE, Failure.HANG, at(5), at(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new GroundTruth(at(5), at(4), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new DetectionBound(ms(5), ms(4)));
        assertThatIllegalArgumentException().isThrownBy(() -> new DetectionBound(ms(-1), ms(4)));

        var one = new StatusHistory(ANN_ON_SUE, List.of());
        GroundTruth truth = new TimelineBuilder(0, 1).truth();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quality.of(truth, List.of(one, one), SETTINGS, Duration.ZERO));
    }

    @Test
    void overlappingProcessOutagesOfOneNodeAreRejected() {
        TimelineBuilder touching =
                new TimelineBuilder(0, 100).out(SUE, Failure.HANG, 20, 30L).out(SUE, Failure.CRASH, 10, 20L);
        assertThat(touching.truth().processOutages(SUE))
                .extracting(Outage::from)
                .containsExactly(at(10), at(20));
        assertThat(touching.out(ANN, Failure.CRASH, 15, null).truth().processOutages(ANN))
                .hasSize(1);

        TimelineBuilder overlapping = touching.out(SUE, Failure.LEAVE, 29, null);
        assertThatIllegalArgumentException().isThrownBy(overlapping::truth);
    }

    private static Summary summary(Quality quality, DetectorKind detector) {
        return Objects.requireNonNull(quality.summaries().get(detector));
    }
}
