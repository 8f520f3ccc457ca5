package dev.telltale.replay;

import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.DetectorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The virtual crashes of all peers of an observer that was late, until they would have been detected. */
final class PendingCrashes {
    private final List<PendingCrash> pending = new ArrayList<>();
    private final long timeoutNanos;

    PendingCrashes(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /**
     * Adds the crashes between two heartbeats, of which the second was just heard.
     *
     * @param after the schedule after the first one, with the timeouts multiplied by {@code factor}
     */
    void add(
            DetectorKind kind,
            VirtualCrashes crashes,
            long heardNanos,
            VerdictSchedule after,
            long nextNanos,
            int factor) {
        if (after.downAfter() == VerdictSchedule.NEVER) {
            return;
        }
        // Phi prolongs its acceptable pause only, which is half a timeout.
        long extraNanos = kind == DetectorKind.PHI ? timeoutNanos / 2 : timeoutNanos;
        long downAfterNanos = after.downAfter() - extraNanos * (factor - 1);
        pending.add(new PendingCrash(crashes, heardNanos, nextNanos, after.fromNanos(), downAfterNanos, extraNanos));
    }

    /** The observer ticks, so much too late. */
    void onTick(long nowNanos, long lateNanos, int factorBefore, int factor) {
        if (!pending.isEmpty()) {
            pending.removeIf(crash -> {
                crash.onLag(lateNanos, nowNanos);
                return crash.isDetectedAt(nowNanos, factorBefore, factor);
            });
        }
    }

    /** The trace ends. */
    void end(int factor) {
        pending.forEach(crash -> crash.addAtEnd(factor));
        pending.clear();
    }
}
