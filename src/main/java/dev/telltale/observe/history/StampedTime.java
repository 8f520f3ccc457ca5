package dev.telltale.observe.history;

import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts timestamps of an observer's wall clock to ours. Pure. */
final class StampedTime {
    /** Maximum network delay of a response; a larger difference is a clock offset. */
    private static final Duration MAX_TRANSIT = Duration.ofSeconds(1);

    /** Two readings of the same clock may differ by rounding. */
    private static final Duration ROUNDING = Duration.ofMillis(20);

    private StampedTime() {}

    /** The timestamp by our clock, at most the arrival of the report; that arrival if there is no timestamp. */
    static Instant of(MatrixRow row, @Nullable Instant stamped, Instant now) {
        Instant arrived = row.answered() == null ? now : row.answered().wall();
        StatusReport report = row.report();
        if (stamped == null || report == null) {
            return arrived;
        }
        Instant converted = report.timestamp() == null ? stamped : stamped.plus(behind(report.timestamp(), arrived));
        return converted.isAfter(arrived) ? arrived : converted;
    }

    /** How far the observer's clock is behind ours; 0 if network delay can explain the difference. */
    private static Duration behind(Instant written, Instant arrived) {
        Duration gap = Duration.between(written, arrived);
        boolean isTransit = gap.compareTo(ROUNDING.negated()) >= 0 && gap.compareTo(MAX_TRANSIT) <= 0;
        return isTransit ? Duration.ZERO : gap;
    }
}
