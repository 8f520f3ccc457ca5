package dev.telltale.node;

/**
 * Measures for how long this process had work to do and did not run: it got no processor time, was stopped, or its
 * machine was suspended. Each part reports when its next work is due and when it ran; time in which two parts were late
 * counts once. Any thread. Times are nanoseconds of the monotonic clock.
 */
public final class Starvation {
    /** The parts of a node that can be late independently. */
    public enum Part {
        /** The node loop: evaluates detectors and schedules requests. */
        LOOP(0),
        /** The I/O thread: sends and answers requests, reads responses. */
        IO(1),
        /** The accept thread: accepts new connections. While it is late, only connected clients are served. */
        ACCEPT(2);

        private final int index;

        Part(int index) {
            this.index = index;
        }
    }

    private final long toleranceNanos;
    /** By part; arrays, because a replay declares a due time at each of a million ticks. */
    private final long[] dueNanos = new long[Part.values().length];

    private final boolean[] isDue = new boolean[dueNanos.length];
    private long totalNanos;
    /** Whether an interval has been counted: the last one, lastFrom to lastUntil, and the end of the one before it. */
    private boolean hasLast;

    private long lastFrom;
    private long lastUntil;
    private long beforeNanos;

    Starvation(long toleranceNanos) {
        this.toleranceNanos = toleranceNanos;
    }

    /** Lag up to this many nanoseconds is ordinary scheduling on a busy machine and is not counted. */
    public long toleranceNanos() {
        return toleranceNanos;
    }

    /** Declares that the part has work to do at that time. Earlier work that has not run yet keeps its time. */
    public synchronized void due(Part part, long nanos) {
        int index = part.index;
        if (!isDue[index] || nanos - dueNanos[index] < 0) {
            isDue[index] = true;
            dueNanos[index] = nanos;
        }
    }

    /**
     * Records that the part runs now.
     *
     * @return by how many nanoseconds it was late; 0 if it was not due
     */
    public synchronized long ran(Part part, long nowNanos) {
        update(nowNanos);
        int index = part.index;
        long late = isDue[index] ? Math.max(0, nowNanos - dueNanos[index]) : 0;
        isDue[index] = false;
        return late;
    }

    /** Adds the lag of all parts that are late now. */
    private void update(long nowNanos) {
        long late = 0;
        for (int index = 0; index < dueNanos.length; index++) {
            late = isDue[index] ? Math.max(late, nowNanos - dueNanos[index]) : late;
        }
        add(late, nowNanos);
    }

    /** Adds the interval of this length until now, except the parts of it that were counted before. */
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

    /** The sum in nanoseconds from the start of the process to this time: now, or a time shortly before. */
    public synchronized long totalNanos(long nowNanos) {
        update(nowNanos);
        long later = hasLast ? Math.max(0, lastUntil - nowNanos) : 0;
        return totalNanos - Math.min(lastUntil - lastFrom, later);
    }
}
