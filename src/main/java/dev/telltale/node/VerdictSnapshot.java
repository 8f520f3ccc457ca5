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

/** What one detector holds of one peer: immutable, to be read off at any later time. */
record VerdictSnapshot(
        DetectorKind detector,
        Status told,
        Instant since,
        @Nullable Evidence evidence,
        VerdictSchedule outlook) {

    /** The verdict that was told, with its level and its countdown as they are now. */
    DetectorVerdict at(ClockReading now) {
        long until = outlook.nanosUntilChange(now.nanos());
        PhiCurve phi = outlook.phi();
        return new DetectorVerdict(
                detector,
                told,
                since,
                evidence,
                phi == null ? null : phi.phiAfter(now.nanos() - outlook.fromNanos()),
                outlook.next(now.nanos()),
                until == VerdictSchedule.NEVER ? null : Duration.ofNanos(until),
                outlook.confirmedBy());
    }
}
