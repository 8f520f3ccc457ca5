package dev.telltale.detector;

import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/** Counts how often one peer went down and came up again within the flap window, as the same incarnation. */
public final class FlapCounter {
    private final long windowNanos;
    private @Nullable ClockReading downSince;
    private int count;

    /** @param windowNanos between going down and coming up again, at most, in nanoseconds */
    public FlapCounter(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** Records a change of status; true if it completed a flap. */
    public boolean onChange(Status to, ClockReading now) {
        ClockReading went = downSince;
        if (to == Status.DOWN) {
            downSince = now;
        } else if (to == Status.UP && went != null) {
            downSince = null;
            if (now.nanosSince(went) <= windowNanos) {
                count++;
                return true;
            }
        }
        return false;
    }

    /** Forgets the open flap: the incarnation that was down did not come up again. */
    public void onNewIncarnation() {
        downSince = null;
    }

    /** Number of flaps so far. */
    public int count() {
        return count;
    }
}
