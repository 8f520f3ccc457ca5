package dev.telltale.observe.history;

import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts what an observer stamped with its own wall clock on ours. Pure. */
final class StampedTime {
    /** An answer is on its way for less: whatever lies beyond is the clock's. */
    private static final Duration MAX_TRANSIT = Duration.ofSeconds(1);

    /** Two readings of one machine's clock may differ by a rounding. */
    private static final Duration ROUNDING = Duration.ofMillis(20);

    private StampedTime() {}

    /** When it was by our clock, never after the answer arrived; when that arrived if the observer does not say. */
    static Instant of(MatrixRow row, @Nullable Instant stamped, Instant now) {
        Instant arrived = row.answered() == null ? now : row.answered().wall();
        StatusReport report = row.report();
        if (stamped == null || report == null) {
            return arrived;
        }
        Instant ours = report.timestamp() == null ? stamped : stamped.plus(behind(report.timestamp(), arrived));
        return ours.isAfter(arrived) ? arrived : ours;
    }

    /** How far the observer's clock is behind ours, as far as the way of the answer cannot explain it. */
    private static Duration behind(Instant written, Instant arrived) {
        Duration gap = Duration.between(written, arrived);
        boolean isOnTheWay = gap.compareTo(ROUNDING.negated()) >= 0 && gap.compareTo(MAX_TRANSIT) <= 0;
        return isOnTheWay ? Duration.ZERO : gap;
    }
}
