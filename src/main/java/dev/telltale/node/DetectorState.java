package dev.telltale.node;

import dev.telltale.detector.Detector;
import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/** One detector of one peer, and what was last told of its verdict. */
final class DetectorState {
    final Detector detector;
    final DetectorKind kind;
    private VerdictSchedule outlook;
    private Status told = Status.UNKNOWN;
    private ClockReading since;
    private @Nullable Evidence evidence;

    DetectorState(Detector detector, ClockReading start) {
        this.detector = detector;
        kind = detector.kind();
        outlook = detector.outlook();
        since = start;
    }

    /** After evidence: the detector may see things otherwise now. */
    void look() {
        outlook = detector.outlook();
    }

    Status told() {
        return told;
    }

    /**
     * Takes over what the detector holds now.
     *
     * @param newest evidence of the newest attempt, which is what made a change
     * @return the status before, or null if nothing changed
     */
    @Nullable
    Status change(ClockReading now, @Nullable Evidence newest) {
        Status status = outlook.statusAt(now.nanos());
        if (status == told) {
            return null;
        }
        Status before = told;
        if (status.isDoubted()) {
            detector.hold(status);
            look();
        }
        told = status;
        since = now;
        evidence = newest;
        return before;
    }

    /** Nanoseconds until time alone changes the verdict. */
    long nanosUntilChange(ClockReading now) {
        return outlook.nanosUntilChange(now.nanos());
    }

    /** What was known to be down before the observer slept stays down until it is heard. */
    void excuse(ClockReading now) {
        if (told != Status.DOWN) {
            detector.excuse(now);
            look();
        }
    }

    /** The observer was late by so much until now. */
    void late(long nanos, ClockReading now) {
        if (told != Status.DOWN) {
            detector.late(nanos, now);
            look();
        }
    }

    @Nullable
    Evidence evidence() {
        return evidence;
    }

    ClockReading since() {
        return since;
    }

    VerdictSnapshot opinion(WallClock clock) {
        return new VerdictSnapshot(kind, told, clock.at(since), evidence, outlook);
    }
}
