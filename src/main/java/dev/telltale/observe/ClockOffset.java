package dev.telltale.observe;

import dev.telltale.model.Report;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a node's wall clock is ahead of ours, so that what it tells can be told in our time: otherwise every age and every
 * detection time of a node whose clock is wrong would be wrong too. What a network may take is no offset. One thread.
 */
final class ClockOffset {
    private static final Duration NOT_WORTH_IT = Duration.ofMillis(500);

    private Duration ahead = Duration.ZERO;

    /** The report with its times in our clock, told at this instant of it. */
    Report corrected(Report report, Instant arrived) {
        Instant told = report.timestamp();
        if (told == null) {
            return report;
        }
        Duration measured = Duration.between(arrived, told);
        // Kept as long as it is about right: an instant that was told twice has to stay the same.
        if (isFar(measured.minus(ahead))) {
            ahead = isFar(measured) ? measured : Duration.ZERO;
        }
        return ahead.isZero() ? report : report.earlierBy(ahead);
    }

    private static boolean isFar(Duration duration) {
        return duration.abs().compareTo(NOT_WORTH_IT) > 0;
    }
}
