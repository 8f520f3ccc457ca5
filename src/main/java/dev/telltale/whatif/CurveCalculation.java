package dev.telltale.whatif;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.trace.NodeTrace;
import dev.telltale.tune.Rated;
import dev.telltale.tune.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The curves of a recording, setting by setting: some twenty replays of 0.1 to 0.4 s each for a day of three nodes. Uses
 * the traces that were recorded with the settings of the last one. Immutable; the calling thread calculates.
 */
public final class CurveCalculation {
    private static final String NO_CRASH =
            "swim asks other nodes before it says down, so silence alone gives no detection"
                    + " time: it needs a real failure in the recording, and there is none.";
    private static final String TOO_SHORT =
            "The recording is too short: after a gap the detectors need 2 timeouts and 100 intervals.";

    private final Evaluation evaluation;

    public CurveCalculation(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * The curves of these traces.
     *
     * @param traces at least one
     * @param outages what really happened; may be empty
     */
    public CurveCalculation(List<NodeTrace> traces, List<Outage> outages) {
        this(new Evaluation(traces, outages, Workers.CALLER));
    }

    /** How much was recorded, and with which settings. */
    public Recording recording() {
        return evaluation.recording();
    }

    /** The settings with which the recording was made. */
    public ReplaySettings recorded() {
        return evaluation.recorded();
    }

    /**
     * The settings to replay, those first that give the curve its shape.
     *
     * @param intervalMultiple the interval of all points, in recorded intervals, 1 or more
     */
    public List<Trial> trials(int intervalMultiple) {
        return Trials.ofCurve(evaluation.recorded(), intervalMultiple, evaluation.hasFailure());
    }

    /** Replays one setting: a point for each of its detectors that can be measured. Blocks. */
    public List<CurvePoint> points(Trial trial) {
        return points(trial, () -> false);
    }

    /**
     * The same, without cancellation.
     *
     * @param isCancelled asked now and then, on the threads of the workers
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<CurvePoint> points(Trial trial, BooleanSupplier isCancelled) {
        return evaluation.candidates(trial, isCancelled).stream()
                .map(candidate ->
                        new CurvePoint(Rated.of(candidate), Trials.isRecorded(trial.settings(), evaluation.recorded())))
                .toList();
    }

    /**
     * Sorts points into curves, one for each detector in the order of {@link DetectorKind#ALL}.
     *
     * @param isComplete whether all trials are done, so that a curve without a point says why
     */
    public List<Curve> curves(List<CurvePoint> points, boolean isComplete) {
        List<Curve> curves = new ArrayList<>();
        for (DetectorKind kind : DetectorKind.ALL) {
            List<CurvePoint> ofKind =
                    points.stream().filter(point -> point.detector() == kind).toList();
            String reason =
                    kind == DetectorKind.SWIM && !evaluation.hasFailure() ? NO_CRASH : isComplete ? TOO_SHORT : "";
            curves.add(new Curve(kind, ofKind, ofKind.isEmpty() ? reason : ""));
        }
        return curves;
    }

    /** Replays all settings, and returns the four curves. Takes some seconds for a day of three nodes. */
    public List<Curve> curves(int intervalMultiple) {
        List<CurvePoint> points = new ArrayList<>();
        trials(intervalMultiple).forEach(trial -> points.addAll(points(trial)));
        return curves(points, true);
    }
}
