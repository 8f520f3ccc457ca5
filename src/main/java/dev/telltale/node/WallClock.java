package dev.telltale.node;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells the wall-clock time of events so that each keeps its age when the wall clock is set: an event of 3 s ago stays one of
 * 3 s ago. With the time that was read at the event, a clock set back would put it into the future. One thread.
 */
final class WallClock {
    /** What a correction of the clock's rate amounts to, and the time between two reads of the clock, stay below it. */
    private static final Duration MIN_STEP = Duration.ofMillis(100);

    private ClockReading base;

    WallClock(ClockReading start) {
        base = start;
    }

    /** Whether the wall clock was set since the last call, so that {@link #at} answers otherwise from now on. */
    boolean wasSet(ClockReading now) {
        boolean isStep = Duration.between(at(now), now.wall()).abs().compareTo(MIN_STEP) >= 0;
        base = isStep ? now : base;
        return isStep;
    }

    /** When the event was, by the wall clock as it is now: the same instant each time until the clock is set. */
    Instant at(ClockReading event) {
        return base.wall().plusNanos(event.nanosSince(base));
    }
}
