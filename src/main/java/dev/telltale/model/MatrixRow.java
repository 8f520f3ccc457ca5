package dev.telltale.model;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One observer's row of the matrix: its newest report, and whether it still answers. All cells of a row that does not
 * answer are {@link Status#UNKNOWN}.
 *
 * @param report the newest report; null if the observer never answered
 * @param answered when that report arrived here
 * @param silence why the observer does not answer; null while it does, and if it was not polled yet
 * @param recovered when it answered again after a silence; null if it is silent, or always answered
 * @param ahead how far the observer's wall clock is ahead of ours, negative if behind; the report's times are already
 *     converted to our clock
 */
public record MatrixRow(
        NodeId observer,
        @Nullable StatusReport report,
        @Nullable ClockReading answered,
        @Nullable String silence,
        @Nullable ClockReading recovered,
        Duration ahead) {

    /** A row of an observer that was never silent before, with a correct clock. */
    public MatrixRow(
            NodeId observer, @Nullable StatusReport report, @Nullable ClockReading answered, @Nullable String silence) {
        this(observer, report, answered, silence, null, Duration.ZERO);
    }

    /** The row of an observer that was not polled yet. */
    public static MatrixRow neverPolled(NodeId observer) {
        return new MatrixRow(observer, null, null, null);
    }

    /** Whether the observer was polled at least once, successfully or not. */
    public boolean isPolled() {
        return silence != null || report != null;
    }

    /** Why all cells of the row are unknown, for people; null if the observer answers. */
    public @Nullable String unknownReason() {
        return isPolled() ? silence : "not polled yet";
    }

    public boolean isAnswering() {
        return silence == null && report != null;
    }

    /** Whether the observer answers in both, and reports the same; times and measurements are ignored. */
    boolean hasSameStatuses(MatrixRow other) {
        boolean isSameReport = (report == null || other.report == null)
                ? Objects.equals(report, other.report)
                : report.hasSameStatuses(other.report);
        return observer.equals(other.observer) && Objects.equals(silence, other.silence) && isSameReport;
    }

    /**
     * The row after the observer answered.
     *
     * @param now when the report arrived
     * @param clockAhead how far the observer's wall clock is ahead of ours; negative if behind
     */
    public MatrixRow withReport(StatusReport newReport, ClockReading now, Duration clockAhead) {
        ClockReading since = isAnswering() || !isPolled() ? recovered : now;
        return new MatrixRow(observer, newReport, now, null, since, clockAhead);
    }

    /** The row after the observer failed to answer, for this reason; the last report is kept. */
    public MatrixRow withSilence(String reason) {
        return new MatrixRow(observer, report, answered, reason);
    }

    /**
     * The row with this detector's verdicts as the statuses; its report names that detector as the deciding one. The
     * same row if it is so already, or if the observer reports no verdicts of that detector.
     */
    public MatrixRow withStatusOf(DetectorKind detector) {
        return report != null && isChangedBy(detector)
                ? new MatrixRow(observer, report.withStatusOf(detector), answered, silence, recovered, ahead)
                : this;
    }

    /** Whether another detector's verdicts are the statuses, and the observer reports verdicts of this one. */
    boolean isChangedBy(DetectorKind detector) {
        return report != null && report.isChangedBy(detector);
    }

    /**
     * The age of an event that the observer timestamped with its own wall clock; never negative. Computed from the
     * report's own timestamp and our monotonic clock, so that the two wall clocks need not agree.
     */
    public Duration age(Instant stamped, ClockReading now) {
        Instant written = report == null ? null : report.timestamp();
        Duration age = written == null || answered == null
                ? Duration.between(stamped, now.wall())
                : Duration.between(stamped, written).plus(now.since(answered));
        return age.isNegative() ? Duration.ZERO : age;
    }
}
