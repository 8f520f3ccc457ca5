package dev.telltale.node;

import dev.telltale.detector.PhiCurve;
import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reported verdict of one detector for one peer, with its schedule. Immutable; readable at any later time. */
record VerdictSnapshot(
        DetectorKind detector,
        Status status,
        Instant since,
        @Nullable Evidence evidence,
        VerdictSchedule schedule) {

    /** The reported verdict with its level and countdown at this time. */
    DetectorVerdict at(ClockReading now) {
        long until = schedule.nanosUntilChange(now.nanos());
        PhiCurve phi = schedule.phi();
        return new DetectorVerdict(
                detector,
                status,
                since,
                evidence,
                phi == null ? null : phi.phiAfter(now.nanos() - schedule.fromNanos()),
                schedule.next(now.nanos()),
                until == VerdictSchedule.NEVER ? null : Duration.ofNanos(until),
                schedule.confirmedBy());
    }
}
