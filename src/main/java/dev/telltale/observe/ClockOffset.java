package dev.telltale.observe;

import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a node's wall clock is ahead of ours, so that what it tells can be told in our time: otherwise every age and every
 * detection time of a node whose clock is wrong would be wrong too. What a network may take is no offset. One thread.
 */
final class ClockOffset {
    private static final Duration NOT_WORTH_IT = Duration.ofMillis(500);

    private Duration ahead = Duration.ZERO;

    /** The report with its times in our clock, asked for and told at these instants of it. */
    StatusReport corrected(StatusReport report, Instant asked, Instant arrived) {
        Instant told = report.timestamp();
        if (told == null) {
            return report;
        }
        Duration measured = Duration.between(arrived, told);
        // A right clock stamps between the question and the arrival of the answer, however slow we or the way are.
        boolean isWrong = measured.compareTo(NOT_WORTH_IT) > 0
                || Duration.between(told, asked).compareTo(NOT_WORTH_IT) > 0;
        if (!isWrong) {
            ahead = Duration.ZERO;
        } else if (measured.minus(ahead).abs().compareTo(NOT_WORTH_IT) > 0) {
            // Else kept: an instant that was told twice has to stay the same.
            ahead = measured;
        }
        return ahead.isZero() ? report : report.earlierBy(ahead);
    }

    Duration ahead() {
        return ahead;
    }
}
