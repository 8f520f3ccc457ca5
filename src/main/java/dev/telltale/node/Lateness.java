package dev.telltale.node;

import dev.telltale.detector.Awareness;
import dev.telltale.model.HeartbeatSettings;
import java.util.concurrent.TimeUnit;

/** How late the observer's own ticks are: before it doubts others, it doubts itself. */
final class Lateness {
    /** A wake-up later than this means that the observer slept, not the others. Busy machines stay below it. */
    private static final long ASLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Later than this a tick counts against the observer's health, whatever the interval. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An attempt always ends by its deadline, so that little is needed to see that its end is overdue. */
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Awareness awareness;
    private final long toleranceNanos;
    private final long asleepNanos;
    private final long windowNanos;
    private long wakeAtNanos;
    private long windowEnd;
    private long worst;
    private long worstBefore;
    private long nextStep;
    private boolean isStepBad;

    Lateness(HeartbeatSettings settings, Awareness awareness, long startNanos) {
        this.awareness = awareness;
        // A quarter leaves room for the attempts that must fit between the awakening and the timeout.
        asleepNanos = Math.min(ASLEEP_NANOS, settings.timeout().toNanos() / 4);
        toleranceNanos = Math.min(OVERDUE_NANOS, asleepNanos);
        windowNanos = settings.timeout().toNanos();
        wakeAtNanos = startNanos;
        windowEnd = startNanos + windowNanos;
        nextStep = startNanos + stepNanos();
    }

    /** So that the worst health is forgotten after one timeout in which all was well. */
    private long stepNanos() {
        return windowNanos / Awareness.WORST;
    }

    /**
     * Something of the observer's own was this late, and not the loop's tick.
     *
     * @return whether it was so late that the peers are to be excused
     */
    boolean note(long lateNanos) {
        if (!isLate(lateNanos)) {
            return false;
        }
        worst = Math.max(worst, lateNanos);
        isStepBad = true;
        awareness.worse();
        return true;
    }

    boolean isLate(long lateNanos) {
        return lateNanos > toleranceNanos;
    }

    void wakeAt(long nanos) {
        wakeAtNanos = nanos;
    }

    /** A tick began; its lateness in nanoseconds if the observer slept, else 0. */
    long tick(long nowNanos) {
        long late = Math.max(0, nowNanos - wakeAtNanos);
        if (nowNanos - windowEnd >= 0) {
            worstBefore = nowNanos - windowEnd >= windowNanos ? 0 : worst;
            worst = 0;
            windowEnd = nowNanos + windowNanos;
        }
        worst = Math.max(worst, late);
        boolean isAsleep = late > asleepNanos;
        if (isAsleep) {
            awareness.worst();
        } else if (late > LATE_NANOS) {
            awareness.worse();
        }
        isStepBad = isStepBad || late > LATE_NANOS;
        recover(nowNanos);
        return isAsleep ? late : 0;
    }

    private void recover(long nowNanos) {
        if (nowNanos - nextStep < 0) {
            return;
        }
        if (!isStepBad) {
            // All that time nothing was late, so that every step of it counts, however long nobody looked.
            for (long steps = (nowNanos - nextStep) / stepNanos(); steps >= 0 && awareness.score() > 0; steps--) {
                awareness.better();
            }
        }
        isStepBad = false;
        nextStep = nowNanos + stepNanos();
    }

    /** The worst of the last one to two timeouts. */
    long lagNanos() {
        return Math.max(worst, worstBefore);
    }
}
