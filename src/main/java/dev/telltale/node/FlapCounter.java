package dev.telltale.node;

import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/** Counts how often one peer went down and came up again within the flap window, as the same incarnation. */
final class FlapCounter {
    private final long windowNanos;
    private @Nullable ClockReading downSince;
    private int count;

    FlapCounter(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** Records a change of status; true if it completed a flap. */
    boolean onChange(Status to, ClockReading now) {
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
    void onNewIncarnation() {
        downSince = null;
    }

    int count() {
        return count;
    }
}
