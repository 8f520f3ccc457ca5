package dev.telltale.replay;

/**
 * A virtual crash whose detection time is not known yet, because the observer was late: then all its timeouts are a
 * multiple of the normal one, and become shorter again when it is on time.
 */
final class PendingCrash {
    private final VirtualCrashes crashes;
    private final long heardNanos;
    private final long nextNanos;
    private final long downAfterNanos;
    private final long extraNanos;
    private long fromNanos;

    /**
     * A crash between two heartbeats.
     *
     * @param crashes to which it is added when it would have been detected
     * @param heardNanos when the first of the heartbeats was heard
     * @param nextNanos when the second one was heard
     * @param fromNanos from when the silence counts
     * @param downAfterNanos the silence until down, if the observer is on time
     * @param extraNanos by how much each step of the factor prolongs it
     */
    PendingCrash(
            VirtualCrashes crashes,
            long heardNanos,
            long nextNanos,
            long fromNanos,
            long downAfterNanos,
            long extraNanos) {
        this.crashes = crashes;
        this.heardNanos = heardNanos;
        this.nextNanos = nextNanos;
        this.fromNanos = fromNanos;
        this.downAfterNanos = downAfterNanos;
        this.extraNanos = extraNanos;
    }

    /** Silence in which the observer did not run does not count. */
    void onLag(long lateNanos, long nowNanos) {
        fromNanos = nowNanos - Math.max(0, nowNanos - fromNanos - lateNanos);
    }

    /**
     * The observer ticks. Adds the crash if it is detected then, or was between the tick before and this one; returns
     * whether it was.
     *
     * @param factorBefore the factor between the two ticks
     * @param factor the factor from this tick on
     */
    boolean isDetectedAt(long nowNanos, int factorBefore, int factor) {
        long dueBefore = dueNanos(factorBefore);
        if (dueBefore - nowNanos <= 0) {
            add(dueBefore);
            return true;
        }
        if (dueNanos(factor) - nowNanos <= 0) {
            add(nowNanos);
            return true;
        }
        return false;
    }

    /** Adds the crash as it would be detected if nothing changed any more. */
    void addAtEnd(int factor) {
        add(dueNanos(factor));
    }

    private long dueNanos(int factor) {
        return fromNanos + downAfterNanos + extraNanos * (factor - 1);
    }

    private void add(long downNanos) {
        crashes.add(heardNanos, downNanos, nextNanos);
    }
}
