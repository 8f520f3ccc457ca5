package dev.telltale.dashboard.viewmodel.timeline;

import java.time.Duration;
import java.time.Instant;

/**
 * The visible interval of the timeline.
 *
 * @param span 1 s to 1 h; other values are clamped
 */
public record TimeWindow(Instant from, Duration span) {
    public static final Duration MIN_SPAN = Duration.ofSeconds(1);
    public static final Duration MAX_SPAN = Duration.ofHours(1);

    public TimeWindow {
        span = span.compareTo(MIN_SPAN) < 0 ? MIN_SPAN : span.compareTo(MAX_SPAN) > 0 ? MAX_SPAN : span;
    }

    static TimeWindow endingAt(Instant end, Duration span) {
        var window = new TimeWindow(end, span);
        return new TimeWindow(end.minus(window.span), span);
    }

    public Instant to() {
        return from.plus(span);
    }

    /** The position of the instant: 0 at the left end, 1 at the right; outside of 0 to 1 it is not visible. */
    public double share(Instant instant) {
        return seconds(Duration.between(from, instant)) / seconds(span);
    }

    /** The instant at this position; the inverse of {@link #share}. */
    public Instant at(double share) {
        return from.plusNanos(Math.round(share * span.toNanos()));
    }

    /** This share of the span; negative for backwards. */
    Duration part(double share) {
        return Duration.ofNanos(Math.round(share * span.toNanos()));
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && !instant.isAfter(to());
    }

    /** Multiplies the span by the factor; the instant keeps its position. */
    TimeWindow zoomed(Instant around, double factor) {
        double share = share(around);
        var resized = new TimeWindow(from, Duration.ofNanos(Math.round(span.toNanos() * factor)));
        return new TimeWindow(around.minus(resized.part(share)), resized.span);
    }

    TimeWindow moved(Duration by) {
        return new TimeWindow(from.plus(by), span);
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
