package dev.telltale.report;

import dev.telltale.scenario.run.RunResult;
import dev.telltale.text.DurationFormat;
import dev.telltale.timeline.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Maps the instants of a run to x coordinates of a drawing, in pixels, and to texts. */
record TimeScale(TimeWindow window, double left, double right) {
    /** The whole run between these coordinates. */
    static TimeScale of(RunResult run, double left, double right) {
        return new TimeScale(new TimeWindow(run.start(), run.length()), left, right);
    }

    /** The x coordinate, clamped to the drawing; the right edge for null, an open end. */
    double x(@Nullable Instant at) {
        double share = at == null ? 1 : window.share(at);
        return left + Math.min(1, Math.max(0, share)) * (right - left);
    }

    /** Seconds since the start: {@code +4.213 s}. */
    String after(Instant at) {
        return String.format(Locale.ROOT, "%+.3f s", window.secondsTo(at));
    }

    /** An interval as the end of a tooltip: {@code " from +4.213 s to +9.001 s, 4.78 s"}. */
    String span(Instant from, @Nullable Instant until) {
        return until == null
                ? " from " + after(from) + " on"
                : " from " + after(from) + " to " + after(until) + ", "
                        + DurationFormat.measured(Duration.between(from, until));
    }
}
