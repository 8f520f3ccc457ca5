package dev.telltale.time;

import java.time.Duration;
import java.time.Instant;

/**
 * One instant, read from both clocks.
 *
 * @param nanos monotonic time in nanoseconds, valid in this process only; may overflow, so compare by subtraction
 * @param wall wall-clock time, for display and JSON only; no decision depends on it
 */
public record ClockReading(long nanos, Instant wall) {

    public long nanosSince(ClockReading earlier) {
        return nanos - earlier.nanos;
    }

    public Duration since(ClockReading earlier) {
        return Duration.ofNanos(nanosSince(earlier));
    }

    /** The reading at this time of the wall clock, if that was not set in between. */
    public ClockReading at(Instant instant) {
        return new ClockReading(nanos - Duration.between(instant, wall).toNanos(), instant);
    }
}
