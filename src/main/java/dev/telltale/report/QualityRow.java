package dev.telltale.report;

import dev.telltale.groundtruth.Failure;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectionBounds;
import dev.telltale.qos.Quality;
import dev.telltale.qos.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one detector did with one kind of failure, or with all of them.
 *
 * @param of the failures of that kind
 * @param whole of the whole run: mistakes and accuracy belong to no kind of failure
 * @param detections pairs of a failure and an observer that could notice it
 * @param band what the settings predict, where they do
 */
public record QualityRow(
        DetectorKind detector,
        String fault,
        Summary of,
        Summary whole,
        long detections,
        @Nullable DetectionBound band) {

    private static final String ALL = "all";

    /** A row for each detector and each kind of failure that happened. */
    public static List<QualityRow> of(Quality quality) {
        Map<DetectorKind, Summary> whole = quality.summaries();
        List<QualityRow> rows = new ArrayList<>();
        for (Failure failure : Failure.values()) {
            quality.only(failure).summaries().forEach((detector, of) -> {
                if (of.failures() > 0) {
                    rows.add(new QualityRow(
                            detector,
                            failure.word(),
                            of,
                            Objects.requireNonNull(whole.get(detector)),
                            quality.detections().stream()
                                    .filter(detection -> isOf(detection, detector, failure))
                                    .count(),
                            DetectionBounds.predicted(detector, failure, quality.settings())
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
            Summary of = summaries.get(detector);
            if (of != null) {
                rows.add(new QualityRow(detector, ALL, of, of, of.tally().total(), null));
            }
        }
        return rows;
    }

    /** Of all kinds of failure together. */
    boolean isWhole() {
        return fault.equals(ALL);
    }

    private static boolean isOf(Detection detection, DetectorKind detector, Failure failure) {
        return detection.lane().detector() == detector && detection.outage().kind() == failure;
    }
}
