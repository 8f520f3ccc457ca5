package dev.telltale.report;

import dev.telltale.groundtruth.Failure;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.Quality;
import dev.telltale.qos.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Measures of one detector for one kind of failure, or for all kinds.
 *
 * @param fault the kind of failure; "all" for all kinds
 * @param summary measures of these failures
 * @param runSummary measures of the whole run; mistakes and accuracy belong to no kind of failure
 * @param detections pairs of a failure and an observer that could detect it
 * @param bound predicted range of the detection time; null if none is predicted
 */
public record QualityRow(
        DetectorKind detector,
        String fault,
        Summary summary,
        Summary runSummary,
        long detections,
        @Nullable DetectionBound bound) {

    private static final String ALL = "all";

    /** A row for each detector and each kind of failure that happened. */
    public static List<QualityRow> of(Quality quality) {
        Map<DetectorKind, Summary> runSummaries = quality.summaries();
        List<QualityRow> rows = new ArrayList<>();
        for (Failure failure : Failure.values()) {
            quality.only(failure).summaries().forEach((detector, summary) -> {
                if (summary.failures() > 0) {
                    rows.add(new QualityRow(
                            detector,
                            failure.label(),
                            summary,
                            Objects.requireNonNull(runSummaries.get(detector)),
                            quality.detections().stream()
                                    .filter(detection -> isOf(detection, detector, failure))
                                    .count(),
                            DetectionBound.predicted(detector, failure, quality.settings())
                                    .orElse(null)));
                }
            });
        }
        return rows;
    }

    /** A row for each detector, all kinds of failure together. */
    public static List<QualityRow> of(Map<DetectorKind, Summary> summaries) {
        List<QualityRow> rows = new ArrayList<>();
        for (DetectorKind detector : DetectorKind.ALL) {
            Summary summary = summaries.get(detector);
            if (summary != null) {
                rows.add(new QualityRow(
                        detector, ALL, summary, summary, summary.tally().total(), null));
            }
        }
        return rows;
    }

    /** Whether the row is for all kinds of failure. */
    boolean isOfAllFailures() {
        return fault.equals(ALL);
    }

    private static boolean isOf(Detection detection, DetectorKind detector, Failure failure) {
        return detection.lane().detector() == detector && detection.outage().kind() == failure;
    }
}
