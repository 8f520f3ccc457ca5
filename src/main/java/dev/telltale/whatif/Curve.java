package dev.telltale.whatif;

import dev.telltale.model.DetectorKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Mistakes against detection time of one detector, a point for each setting that was replayed (Hayashibara et al.,
 * SRDS 2004).
 *
 * @param points by their detection time, the fastest first
 * @param reason why there is no point, one sentence; empty if there is one, or if none was replayed yet
 */
public record Curve(DetectorKind detector, List<CurvePoint> points, String reason) {
    public Curve {
        points = points.stream()
                .sorted(Comparator.comparing(CurvePoint::detectedWithin)
                        .thenComparing(
                                Comparator.comparingDouble(CurvePoint::perDay).reversed()))
                .toList();
    }

    /** The point with the recorded setting, if it was replayed. */
    public Optional<CurvePoint> recorded() {
        return points.stream().filter(CurvePoint::isRecorded).findFirst();
    }
}
