package dev.telltale.replay;

import dev.telltale.node.TickTrace;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The wall clock of a process as a watch saw it. A watch takes a clock that is wrong by more than half a second for
 * wrong, and corrects the times of its reports; smaller steps it does not see.
 */
final class TraceClock {
    private static final Duration CORRECTED = Duration.ofMillis(500);

    /** By how much the clock was ahead at these wall times, compared with the start of the process. */
    private final NavigableMap<Instant, Duration> ahead = new TreeMap<>();

    TraceClock(NodeTrace trace) {
        ClockReading start = trace.header().start();
        for (TickTrace tick : trace.ticks()) {
            Instant steady = start.wall().plusNanos(tick.at().nanosSince(start));
            Duration step = Duration.between(steady, tick.at().wall());
            if (step.abs().compareTo(CORRECTED) > 0) {
                ahead.put(tick.at().wall(), step);
            }
        }
    }

    /** Whether it was wrong at the tick at this wall time. */
    boolean isSetAt(Instant wall) {
        return ahead.containsKey(wall);
    }

    /**
     * The time of a reported change: the watch has not corrected it, if the clock was right again when the change was
     * reported.
     */
    Instant corrected(Instant reported) {
        Instant next = ahead.ceilingKey(reported.minus(ReplayCheck.TOLERANCE));
        return next == null || next.isAfter(reported.plus(ReplayCheck.TOLERANCE))
                ? reported
                : reported.minus(ahead.getOrDefault(next, Duration.ZERO));
    }

    /** The time that a watch gives to a tick at this wall time. */
    Instant reported(Instant wall) {
        Duration step = ahead.get(wall);
        return step == null ? wall : wall.minus(step);
    }
}
