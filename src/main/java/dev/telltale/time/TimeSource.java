package dev.telltale.time;

import java.time.Instant;

/** The time, as one door: monotonic nanoseconds to measure with, and wall time to show. Tests hand in their own. */
@FunctionalInterface
public interface TimeSource {
    TimeSource SYSTEM = () -> new ClockReading(System.nanoTime(), Instant.now());

    ClockReading now();

    default long nanos() {
        return now().nanos();
    }
}
