package dev.telltale.node;

import dev.telltale.detector.Outlook;
import dev.telltale.detector.PhiCurve;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Moment;
import dev.telltale.model.Status;
import dev.telltale.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one detector holds of one peer: immutable, to be read off at any later time. */
record Opinion(
        DetectorKind detector,
        Status told,
        Instant since,
        @Nullable Evidence evidence,
        Outlook outlook) {

    /** The verdict that was told, with its level and its countdown as they are now. */
    Verdict at(Moment now) {
        long until = outlook.nanosUntilChange(now.nanos());
        PhiCurve phi = outlook.phi();
        return new Verdict(
                detector,
                told,
                since,
                evidence,
                phi == null ? null : phi.phiAfter(now.nanos() - outlook.fromNanos()),
                outlook.next(now.nanos()),
                until == Outlook.NEVER ? null : Duration.ofNanos(until),
                outlook.confirmedBy());
    }
}
