package dev.telltale.node;

import java.util.EnumMap;
import java.util.Map;

/**
 * For how long this process had work to do and no thread of it ran: it got no processor time, was stopped, or its machine
 * slept. Each part says when its next work is due and when it ran; time in which two parts were late counts once. Any
 * thread. Times are nanoseconds of the monotonic clock.
 */
public final class Starvation {
    /** The parts of a node that can be late by themselves. */
    public enum Part {
        /** Decides and plans. */
        LOOP,
        /** Asks, answers, and reads answers. */
        IO,
        /** Takes new connections; without it only peers that are connected already are answered. */
        ACCEPT
    }

    private final long toleranceNanos;
    private final Map<Part, Long> dueNanos = new EnumMap<>(Part.class);
    private long totalNanos;
    /** The last stretch of time that was counted, and the end of the one before it. */
    private boolean hasLast;

    private long lastFrom;
    private long lastUntil;
    private long beforeNanos;

    Starvation(long toleranceNanos) {
        this.toleranceNanos = toleranceNanos;
    }

    /** Lateness up to this, in nanoseconds, is ordinary scheduling on a busy machine. */
    public long toleranceNanos() {
        return toleranceNanos;
    }

    /** The part has work to do at that time; earlier work that is still to be done counts first. */
    public synchronized void due(Part part, long nanos) {
        dueNanos.merge(part, nanos, (before, now) -> now - before < 0 ? now : before);
    }

    /**
     * The part runs.
     *
     * @return by how many nanoseconds it was late, 0 if it was not due
     */
    public synchronized long ran(Part part, long nowNanos) {
        settle(nowNanos);
        Long due = dueNanos.remove(part);
        return due == null ? 0 : Math.max(0, nowNanos - due);
    }

    /** Counts what is late right now. */
    private void settle(long nowNanos) {
        long late = 0;
        for (long due : dueNanos.values()) {
            late = Math.max(late, nowNanos - due);
        }
        add(late, nowNanos);
    }

    /** Something was late by so much until now; what was counted already counts once. */
    synchronized void add(long lateNanos, long nowNanos) {
        if (lateNanos <= toleranceNanos) {
            return;
        }
        long from = nowNanos - lateNanos;
        if (!hasLast || from - lastUntil > 0) {
            beforeNanos = hasLast ? lastUntil : from;
            lastFrom = from;
            totalNanos += lateNanos;
        } else {
            long begin = from - beforeNanos > 0 ? from : beforeNanos;
            totalNanos += Math.max(0, lastFrom - begin) + Math.max(0, nowNanos - lastUntil);
            lastFrom = begin - lastFrom < 0 ? begin : lastFrom;
        }
        lastUntil = hasLast && lastUntil - nowNanos > 0 ? lastUntil : nowNanos;
        hasLast = true;
    }

    /** The sum since the process began until then: now, or not long ago. */
    public synchronized long totalNanos(long nowNanos) {
        settle(nowNanos);
        long later = hasLast ? Math.max(0, lastUntil - nowNanos) : 0;
        return totalNanos - Math.min(lastUntil - lastFrom, later);
    }
}
