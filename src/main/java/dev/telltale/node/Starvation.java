package dev.telltale.node;

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
    private final boolean[] isDue = new boolean[Part.values().length];
    private final long[] dueNanos = new long[isDue.length];
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
        int index = part.ordinal();
        if (!isDue[index] || nanos - dueNanos[index] < 0) {
            isDue[index] = true;
            dueNanos[index] = nanos;
        }
    }

    /**
     * The part runs.
     *
     * @return by how many nanoseconds it was late, 0 if it was not due
     */
    public synchronized long ran(Part part, long nowNanos) {
        settle(nowNanos);
        int index = part.ordinal();
        if (!isDue[index]) {
            return 0;
        }
        isDue[index] = false;
        return Math.max(0, nowNanos - dueNanos[index]);
    }

    /** Counts what is late right now. */
    private void settle(long nowNanos) {
        long late = 0;
        for (int index = 0; index < isDue.length; index++) {
            if (isDue[index]) {
                late = Math.max(late, nowNanos - dueNanos[index]);
            }
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
