package dev.telltale.node;

import dev.telltale.detector.Detector;
import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallClock;
import org.jspecify.annotations.Nullable;

/** One detector of one peer, and the verdict that was last reported. Node loop only. */
final class DetectorState {
    final Detector detector;
    final DetectorKind kind;
    private VerdictSchedule schedule;
    private Status reported = Status.UNKNOWN;
    private ClockReading since;
    private @Nullable Evidence evidence;

    DetectorState(Detector detector, ClockReading start) {
        this.detector = detector;
        kind = detector.kind();
        schedule = detector.schedule();
        since = start;
    }

    /** Reads the verdict schedule again, after evidence or a change of the local health. */
    void refresh() {
        schedule = detector.schedule();
    }

    VerdictSchedule schedule() {
        return schedule;
    }

    Status reported() {
        return reported;
    }

    /**
     * Reports the current verdict if it has changed, and latches it if it is suspect or down.
     *
     * @param newest evidence of the most recent attempt, recorded as the cause of a change
     * @return the status before, or null if nothing changed
     */
    @Nullable
    Status update(ClockReading now, @Nullable Evidence newest) {
        Status status = schedule.statusAt(now.nanos());
        if (status == reported) {
            return null;
        }
        Status before = reported;
        if (status.isSuspectOrDown()) {
            detector.latch(status);
            refresh();
        }
        reported = status;
        since = now;
        evidence = newest;
        return before;
    }

    /** Nanoseconds until silence alone changes the verdict. */
    long nanosUntilChange(ClockReading now) {
        return schedule.nanosUntilChange(now.nanos());
    }

    /** Discards the silence until {@code now}. A peer that was down before the pause stays down until it is heard. */
    void onLocalPause(ClockReading now) {
        if (reported != Status.DOWN) {
            detector.onLocalPause(now);
            refresh();
        }
    }

    /** Subtracts the observer's own lag until {@code now} from the silence. */
    void onLocalLag(long nanos, ClockReading now) {
        if (reported != Status.DOWN) {
            detector.onLocalLag(nanos, now);
            refresh();
        }
    }

    @Nullable
    Evidence evidence() {
        return evidence;
    }

    VerdictSnapshot snapshot(WallClock clock) {
        return new VerdictSnapshot(kind, reported, clock.at(since), evidence, schedule);
    }
}
