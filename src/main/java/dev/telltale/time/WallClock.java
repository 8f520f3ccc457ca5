package dev.telltale.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts monotonic times to wall-clock times, so that events keep their age when the wall clock is set. With the
 * wall-clock time read at the event, a clock set back would move the event into the future. Confined to one thread.
 */
public final class WallClock {
    /** Smaller differences are corrections of the clock's rate, or the time between two reads of the clock. */
    private static final Duration MIN_STEP = Duration.ofMillis(100);

    private ClockReading base;

    /** A clock that has not been set since this reading. */
    public WallClock(ClockReading start) {
        base = start;
    }

    /** Whether the wall clock was set since the last call. If so, {@link #at} returns other times from now on. */
    public boolean wasSet(ClockReading now) {
        boolean isStep = Duration.between(at(now), now.wall()).abs().compareTo(MIN_STEP) >= 0;
        base = isStep ? now : base;
        return isStep;
    }

    /** The time of the event by the current wall clock: the same instant on each call until the clock is set. */
    public Instant at(ClockReading event) {
        return base.wall().plusNanos(event.nanosSince(base));
    }
}
