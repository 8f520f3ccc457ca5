package dev.telltale.timeline;

import java.time.Duration;
import java.time.Instant;

/**
 * The visible interval of a timeline.
 *
 * @param span greater than zero
 */
public record TimeWindow(Instant from, Duration span) {
    /** The limits of {@link #zoomed}. */
    public static final Duration MIN_SPAN = Duration.ofSeconds(1);

    public static final Duration MAX_SPAN = Duration.ofDays(31);

    /** The window of this span that ends at the instant. */
    public static TimeWindow endingAt(Instant end, Duration span) {
        return new TimeWindow(end.minus(span), span);
    }

    public Instant to() {
        return from.plus(span);
    }

    /** The position of the instant: 0 at the left end, 1 at the right; outside of 0 to 1 it is not visible. */
    public double share(Instant instant) {
        return secondsTo(instant) / seconds(span);
    }

    /** The instant at this position; the inverse of {@link #share}. */
    public Instant at(double share) {
        return from.plus(part(share));
    }

    /** This share of the span; negative for backwards. */
    public Duration part(double share) {
        return Duration.ofNanos(Math.round(share * span.toNanos()));
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && !instant.isAfter(to());
    }

    /** Multiplies the span by the factor, within 1 s to 31 days; the instant keeps its position. */
    public TimeWindow zoomed(Instant around, double factor) {
        double share = share(around);
        Duration wanted = part(factor);
        Duration zoomed =
                wanted.compareTo(MIN_SPAN) < 0 ? MIN_SPAN : wanted.compareTo(MAX_SPAN) > 0 ? MAX_SPAN : wanted;
        var resized = new TimeWindow(from, zoomed);
        return new TimeWindow(around.minus(resized.part(share)), zoomed);
    }

    /** The window of the same span that starts later by this duration; earlier if negative. */
    public TimeWindow moved(Duration by) {
        return new TimeWindow(from.plus(by), span);
    }

    /** The window of the same span, moved so that it starts no earlier than the first instant, but ends at the last at most. */
    public TimeWindow within(Instant first, Instant last) {
        Instant latest = last.minus(span);
        Instant earliest = first.isBefore(latest) ? first : latest;
        Instant start = from.isBefore(earliest) ? earliest : from.isAfter(latest) ? latest : from;
        return new TimeWindow(start, span);
    }

    /** Seconds from the start of the window to the instant; negative before it. */
    public double secondsTo(Instant instant) {
        return seconds(Duration.between(from, instant));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
