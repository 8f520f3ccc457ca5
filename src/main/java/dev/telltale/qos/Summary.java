package dev.telltale.qos;

import org.jspecify.annotations.Nullable;

/**
 * Measures of one detector over all its lanes, or of one lane.
 *
 * @param failures outages that at least one lane could detect, each counted once
 * @param detectionTime Chen's T_D of the outages that were detected
 * @param agreement of the outages that all observers detected; empty for one lane
 * @param mistakes their number, including those whose end was not observed
 * @param starvations how often a running subject was down because it lacked processor time; not among the mistakes
 * @param mistakeDuration Chen's T_M of the mistakes whose end was observed
 * @param mistakeRecurrence Chen's T_MR, between the starts of two mistakes of the same lane
 * @param accuracy Chen's P_A, 0 to 1: the share of the healthy time of all lanes without a mistake; null if there
 *     was no such time
 * @param tally detections compared with their bounds
 */
public record Summary(
        int failures,
        DurationSummary detectionTime,
        DurationSummary agreement,
        int mistakes,
        int starvations,
        DurationSummary mistakeDuration,
        DurationSummary mistakeRecurrence,
        DurationSummary recoveryTime,
        @Nullable Double accuracy,
        DetectionTally tally) {

    public int missed() {
        return tally.missed();
    }

    public int late() {
        return tally.late();
    }
}
