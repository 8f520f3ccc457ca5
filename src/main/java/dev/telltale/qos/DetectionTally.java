package dev.telltale.qos;

/**
 * Counts of detections by {@link DetectionResult}.
 *
 * @param withoutBound detections for which no bound is predicted
 * @param early detections before the lower bound, each also counted in {@code right}
 */
public record DetectionTally(int right, int late, int missed, int tooShort, int withoutBound, int early) {

    /** All detections, including missed outages. */
    public int total() {
        return right + late + missed + tooShort + withoutBound;
    }
}
