package dev.telltale.time;

import java.time.Instant;

/**
 * Converts monotonic times to wall-clock times, so that events keep their age when the wall clock is set. With the
 * wall-clock time read at the event, a clock set back would move the event into the future. Confined to one thread.
 */
public final class WallClock {
    /** Smaller differences are corrections of the clock's rate, or the time between two reads of the clock. */
    private static final long MIN_STEP_NANOS = 100_000_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** Far below the range of a long in nanoseconds. */
    private static final long MAX_SECONDS = 1_000_000_000;

    private ClockReading base;

    /** A clock that has not been set since this reading. */
    public WallClock(ClockReading start) {
        base = start;
    }

    /** Whether the wall clock was set since the last call. If so, {@link #at} returns other times from now on. */
    public boolean wasSet(ClockReading now) {
        // Without objects: a replay calls it a million times.
        Instant wall = now.wall();
        Instant before = base.wall();
        long seconds = wall.getEpochSecond() - before.getEpochSecond();
        long nanos = seconds * NANOS_PER_SECOND + wall.getNano() - before.getNano();
        boolean isStep = Math.abs(seconds) > MAX_SECONDS || Math.abs(nanos - now.nanosSince(base)) >= MIN_STEP_NANOS;
        base = isStep ? now : base;
        return isStep;
    }

    /** The time of the event by the current wall clock: the same instant on each call until the clock is set. */
    public Instant at(ClockReading event) {
        return base.wall().plusNanos(event.nanosSince(base));
    }
}
