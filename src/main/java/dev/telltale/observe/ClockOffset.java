package dev.telltale.observe;

import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.time.Instant;

/**
 * Estimates how far a node's wall clock is ahead of ours, and corrects its reports: otherwise all ages and detection
 * times of a node with a wrong clock would be wrong. Differences that network delay can explain are ignored. Not
 * thread-safe.
 */
final class ClockOffset {
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private Duration ahead = Duration.ZERO;

    /**
     * The report with its times converted to our clock.
     *
     * @param requested when the request was sent, by our clock
     * @param arrived when the report arrived, by our clock
     */
    StatusReport corrected(StatusReport report, Instant requested, Instant arrived) {
        Instant written = report.timestamp();
        if (written == null) {
            return report;
        }
        Duration measured = Duration.between(arrived, written);
        // The timestamp of a correct clock lies between request and arrival, however slow the network or we are.
        boolean isWrong = measured.compareTo(TOLERANCE) > 0
                || Duration.between(written, requested).compareTo(TOLERANCE) > 0;
        if (!isWrong) {
            ahead = Duration.ZERO;
        } else if (measured.minus(ahead).abs().compareTo(TOLERANCE) > 0) {
            // Smaller changes keep the old estimate, so that the same event gets the same time in every report.
            ahead = measured;
        }
        return ahead.isZero() ? report : report.earlierBy(ahead);
    }

    Duration ahead() {
        return ahead;
    }
}
