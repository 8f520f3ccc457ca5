package dev.telltale.node;

import dev.telltale.detector.LocalHealth;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How late the observer's own ticks are: before it doubts others, it doubts itself. */
final class TickLag {
    /** A wake-up later than this means that the observer slept, not the others. Busy machines stay below it. */
    private static final long ASLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Later than this a tick counts against the observer's health, whatever the interval. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An attempt always ends by its deadline, so that little is needed to see that its end is overdue. */
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LocalHealth awareness;
    private final Starvation starvation;
    /** Of what the observer does; a thread that only serves others is not in it. */
    private final Starvation asObserver;

    private final long toleranceNanos;
    private final long asleepNanos;
    private final long windowNanos;
    private long windowEnd;
    private long worst;
    private long worstBefore;
    private long nextStep;
    private boolean isStepBad;

    TickLag(HeartbeatSettings settings, LocalHealth awareness, long startNanos) {
        this.awareness = awareness;
        // A quarter leaves room for the attempts that must fit between the awakening and the timeout.
        asleepNanos = Math.min(ASLEEP_NANOS, settings.timeout().toNanos() / 4);
        starvation = new Starvation(Math.min(LATE_NANOS, asleepNanos));
        asObserver = new Starvation(starvation.toleranceNanos());
        toleranceNanos = Math.min(OVERDUE_NANOS, asleepNanos);
        windowNanos = settings.timeout().toNanos();
        wakeAt(startNanos);
        windowEnd = startNanos + windowNanos;
        nextStep = startNanos + stepNanos();
    }

    /** So that the worst health is forgotten after one timeout in which all was well. */
    private long stepNanos() {
        return windowNanos / LocalHealth.WORST;
    }

    /**
     * Something of the observer's own was this late, and not the loop's tick.
     *
     * @param lateNanos more than is ordinary
     */
    private void note(long lateNanos, long nowNanos) {
        starvation.add(lateNanos, nowNanos);
        asObserver.add(lateNanos, nowNanos);
        worst = Math.max(worst, lateNanos);
        bad(lateNanos);
    }

    /** Something of the observer's own was so late until now that it concerns what it holds of these peers. */
    void doubt(long lateNanos, List<MonitoredPeer> concerned, ClockReading now) {
        note(lateNanos, now.nanos());
        for (MonitoredPeer peer : concerned) {
            if (isLate(lateNanos)) {
                peer.excuse(now);
            } else {
                peer.late(lateNanos, now);
            }
        }
    }

    /** The more was late, the longer it takes to recover: at least as long as it was late. */
    private void bad(long lateNanos) {
        isStepBad = true;
        awareness.late((int) Math.min(LocalHealth.WORST, 1 + lateNanos / stepNanos()));
    }

    /** Whether the peers are to be excused if something else than a tick was so late. */
    boolean isLate(long lateNanos) {
        return lateNanos > toleranceNanos;
    }

    Starvation starvation() {
        return starvation;
    }

    /** How long the observer had been late since its start, in nanoseconds, at a time not long ago. */
    long totalNanos(long atNanos) {
        return asObserver.totalNanos(atNanos);
    }

    void wakeAt(long nanos) {
        starvation.due(Starvation.Part.LOOP, nanos);
    }

    /**
     * A tick began.
     *
     * @param signals that waited for it
     * @return its lateness in nanoseconds, 0 if that is ordinary
     */
    long tick(long nowNanos, List<NodeEvent> signals) {
        long late = Math.max(waitedNanos(signals, nowNanos), starvation.ran(Starvation.Part.LOOP, nowNanos));
        starvation.add(late, nowNanos);
        asObserver.add(late, nowNanos);
        if (nowNanos - windowEnd >= 0) {
            worstBefore = nowNanos - windowEnd >= windowNanos ? 0 : worst;
            worst = 0;
            windowEnd = nowNanos + windowNanos;
        }
        worst = Math.max(worst, late);
        if (isAsleep(late)) {
            awareness.asleep();
            isStepBad = true;
        } else if (late > LATE_NANOS) {
            bad(late);
        }
        recover(nowNanos);
        return late > starvation.toleranceNanos() ? late : 0;
    }

    /** Whether a tick that was so late means that the observer slept, and knows nothing of that time. */
    boolean isAsleep(long lateNanos) {
        return lateNanos > asleepNanos;
    }

    /** How long the first end of an attempt lay in the inbox: the loop may be late though it was not due by itself. */
    private static long waitedNanos(List<NodeEvent> signals, long nowNanos) {
        long waited = 0;
        for (NodeEvent signal : signals) {
            if (signal instanceof NodeEvent.AttemptCompleted ended) {
                waited = Math.max(waited, nowNanos - ended.attempt().ended().nanos());
            }
        }
        return waited;
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

    /** Nanoseconds until the observer may be well again, so that peers get less time; very long if it is well. */
    long nanosUntilRecovery(long nowNanos) {
        return awareness.score() == 0 ? Long.MAX_VALUE : Math.max(1, nextStep - nowNanos);
    }

    /** The worst of the last one to two timeouts. */
    long lagNanos() {
        return Math.max(worst, worstBefore);
    }
}
