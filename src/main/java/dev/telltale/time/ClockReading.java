package dev.telltale.time;

import java.time.Duration;
import java.time.Instant;

/**
 * One instant on two clocks: {@code nanos} is monotonic, means nothing outside this process and may wrap, so it is only
 * ever subtracted; {@code wall} is for people and the wire, and decides nothing.
 */
public record ClockReading(long nanos, Instant wall) {

    public long nanosSince(ClockReading earlier) {
        return nanos - earlier.nanos;
    }

    public Duration since(ClockReading earlier) {
        return Duration.ofNanos(nanosSince(earlier));
    }
}
