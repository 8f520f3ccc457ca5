package dev.telltale.qos;

/**
 * Detections counted by how they were judged.
 *
 * @param unjudged those for which no band is predicted
 * @param early before the band; each of them counts as right too
 */
public record DetectionTally(int right, int late, int missed, int tooShort, int unjudged, int early) {

    /** All detections, noticed or not. */
    public int total() {
        return right + late + missed + tooShort + unjudged;
    }
}
