package dev.telltale.time;

import java.time.Instant;

/** Source of the current time: monotonic nanoseconds and wall time together. Tests use their own. Any thread. */
@FunctionalInterface
public interface TimeSource {
    TimeSource SYSTEM = () -> new ClockReading(System.nanoTime(), Instant.now());

    ClockReading now();

    /** Monotonic time in nanoseconds; see {@link ClockReading#nanos()}. */
    default long nanos() {
        return now().nanos();
    }
}
