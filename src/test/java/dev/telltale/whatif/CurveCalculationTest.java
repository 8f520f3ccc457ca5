package dev.telltale.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CurveCalculationTest {
    private final List<NodeTrace> traces = LossyTraces.of(0.05, Duration.ofHours(1));
    private final CurveCalculation calculation = new CurveCalculation(traces, List.of());

    @Test
    void eachPointHasTheFiguresOfItsReplay() {
        List<CurvePoint> points = new ArrayList<>();
        for (Trial trial : calculation.trials(1)) {
            List<CurvePoint> found = calculation.points(trial);
            ReplayScore score = ReplayScore.of(traces, unused -> trial.settings(), trial.kinds(), List.of());
            assertThat(found).extracting(CurvePoint::detector).containsExactlyElementsOf(trial.kinds());
            for (CurvePoint point : found) {
                var summary = Objects.requireNonNull(score.summaries().get(point.detector()));
                var times = Objects.requireNonNull(score.crashes().get(point.detector()));
                assertThat(point.mistakes()).isEqualTo(summary.mistakes().count());
                assertThat(point.detectedWithin()).isEqualTo(times.p99());
                assertThat(point.boundPerDay()).isGreaterThan(point.perDay());
            }
            points.addAll(found);
        }
        List<Curve> curves = calculation.curves(points, true);
        assertThat(curves).extracting(Curve::detector).containsExactlyElementsOf(DetectorKind.ALL);
        for (Curve curve : curves.subList(0, 3)) {
            assertThat(curve.points()).hasSizeGreaterThan(7);
            assertThat(curve.points()).isSortedAccordingTo(Comparator.comparing(CurvePoint::detectedWithin));
            assertThat(curve.reason()).isEmpty();
            CurvePoint recorded = curve.recorded().orElseThrow();
            assertThat(recorded.rated().candidate().heartbeat()).isEqualTo(LossyTraces.RECORDED);
            // A longer silence is accepted: fewer mistakes, later detection.
            assertThat(curve.points().get(0).perDay())
                    .isGreaterThanOrEqualTo(
                            curve.points().get(curve.points().size() - 1).perDay());
        }
        assertThat(curves.get(1).points().get(0).perDay()).isPositive();
    }

    @Test
    void swimNeedsARealFailureAndSaysSo() {
        Curve swim = swim(List.of());
        assertThat(swim.points()).isEmpty();
        assertThat(swim.reason()).contains("real failure");
        var before = new Outage(
                new NodeId("node1"),
                Failure.MUTE,
                traces.get(0).header().start().wall(),
                null);
        assertThat(swim(List.of(before)).reason()).contains("real failure");
    }

    private Curve swim(List<Outage> outages) {
        return new CurveCalculation(traces, outages).curves(List.of(), false).get(3);
    }

    /** A trace of other settings says nothing of the newest ones. */
    @Test
    void tracesOfOtherSettingsAreLeftOut() {
        NodeTrace old = traces.get(0);
        var other = new NodeTrace(LossyTraces.withTimeout(old.header(), Duration.ofSeconds(7)), old.ticks(), true);
        List<NodeTrace> mixed = new ArrayList<>(List.of(other));
        mixed.addAll(traces);
        assertThat(new CurveCalculation(mixed, List.of()).recording()).isEqualTo(calculation.recording());
    }

    @Test
    void aLargerIntervalHasPointsOfThatInterval() {
        List<Trial> trials = calculation.trials(2);
        assertThat(trials)
                .isNotEmpty()
                .allSatisfy(trial -> assertThat(trial.settings().heartbeat().interval())
                        .isEqualTo(LossyTraces.RECORDED.interval().multipliedBy(2)));
        CurvePoint point = calculation.points(trials.get(0)).get(0);
        assertThat(point.isRecorded()).isFalse();
        assertThat(point.rated().candidate().fidelity()).startsWith("approximate");
    }

    /** The recorded setting is the first one, and no setting is tried twice for the same detector. */
    @Test
    void noSettingIsTriedTwice() {
        List<Trial> trials = calculation.trials(1);
        assertThat(trials.get(0).settings())
                .isEqualTo(new ReplaySettings(LossyTraces.RECORDED, DetectionSettings.DEFAULT));
        assertThat(trials).doesNotHaveDuplicates();
        assertThat(trials.subList(1, trials.size()))
                .noneMatch(trial -> Trials.isRecorded(trial.settings(), calculation.recorded()));
    }
}
