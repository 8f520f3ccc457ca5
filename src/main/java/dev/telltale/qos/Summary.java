package dev.telltale.qos;

import org.jspecify.annotations.Nullable;

/**
 * Measures of one detector over all its lanes.
 *
 * @param failures outages that at least one lane could detect, each counted once
 * @param detectionTime Chen's T_D of the outages that were detected
 * @param agreement of the outages that all observers detected
 * @param accuracy Chen's P_A, 0 to 1: the share of the healthy time of all lanes without a mistake; null if there
 *     was no such time
 * @param tally detections compared with their bounds
 */
public record Summary(
        int failures,
        DurationSummary detectionTime,
        DurationSummary agreement,
        MistakeSummary mistakes,
        DurationSummary recoveryTime,
        @Nullable Double accuracy,
        DetectionTally tally) {

    /** The same with another accuracy, 0 to 1. */
    public Summary withAccuracy(double other) {
        return new Summary(failures, detectionTime, agreement, mistakes, recoveryTime, other, tally);
    }
}
