package dev.telltale.qos;

import org.jspecify.annotations.Nullable;

/**
 * The measures of one detector, or of one lane.
 *
 * @param failures outages that at least one lane could judge, each counted once
 * @param detectionTime Chen's T_D, of the detections that were made
 * @param agreement of the outages that all observers noticed; empty for one lane
 * @param mistakes the number of them, with those whose end was not seen
 * @param starvations how often a living subject was called down that lacked processor time; not among the mistakes
 * @param mistakeDuration Chen's T_M, of those whose end was seen
 * @param mistakeRecurrence Chen's T_MR, between the starts of two mistakes of the same lane
 * @param accuracy Chen's P_A, 0 to 1: the share of the time in which a well subject was not called down, all lanes
 *     together; null if there was no such time
 * @param tally the detections judged; missed and late are here
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
