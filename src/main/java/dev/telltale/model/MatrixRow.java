package dev.telltale.model;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observer's row of the matrix: its last report, and whether it still answers. A row that does not answer lends its
 * last report to nobody: its cells are unknown.
 *
 * @param report the newest report; null if the observer never answered
 * @param answered when that report arrived here
 * @param silence why the observer does not answer, in words; null while it does
 * @param back when it answered again after a silence; null if it is silent, or always answered
 * @param ahead how far the observer's wall clock is ahead of ours, negative for behind; the times of the report are told in
 *     our time
 */
public record MatrixRow(
        NodeId observer,
        @Nullable StatusReport report,
        @Nullable ClockReading answered,
        @Nullable String silence,
        @Nullable ClockReading back,
        Duration ahead) {

    private static final String NOT_ASKED = "not asked yet";

    /** Of an observer that was never silent before. */
    public MatrixRow(
            NodeId observer, @Nullable StatusReport report, @Nullable ClockReading answered, @Nullable String silence) {
        this(observer, report, answered, silence, null, Duration.ZERO);
    }

    public static MatrixRow neverAsked(NodeId observer) {
        return new MatrixRow(observer, null, null, NOT_ASKED);
    }

    /** Whether there was an answer or a failure already. */
    public boolean isAsked() {
        return !NOT_ASKED.equals(silence);
    }

    public boolean isAnswering() {
        return silence == null && report != null;
    }

    /** The same observer, which answered now; its clock is ahead of ours by so much. */
    public MatrixRow answered(StatusReport news, ClockReading now, Duration clock) {
        ClockReading since = isAnswering() || !isAsked() ? back : now;
        return new MatrixRow(observer, news, now, null, since, clock);
    }

    /** The same observer with its last report; it does not answer, for this reason. */
    public MatrixRow withSilence(String reason) {
        return new MatrixRow(observer, report, answered, reason);
    }

    /**
     * How long ago something was that the observer stamped with its own wall clock; never negative. The report's own stamp
     * bridges to our monotonic clock, so that two machines need not agree on the time of day.
     */
    public Duration age(Instant stamped, ClockReading now) {
        Instant told = report == null ? null : report.timestamp();
        Duration age = told == null || answered == null
                ? Duration.between(stamped, now.wall())
                : Duration.between(stamped, told).plus(now.since(answered));
        return age.isNegative() ? Duration.ZERO : age;
    }
}
