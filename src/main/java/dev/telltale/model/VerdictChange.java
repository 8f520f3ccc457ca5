package dev.telltale.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of one detector's verdict at one observer on one subject.
 *
 * @param at the observer's wall clock
 * @param silence the silence that this return to up ended; null if this is not one, or if a new incarnation came back
 */
public record VerdictChange(
        Instant at,
        NodeId observer,
        NodeId subject,
        DetectorKind detector,
        Status from,
        Status to,
        @Nullable Silence silence) {
    /** The same change at another time. */
    public VerdictChange withAt(Instant other) {
        return new VerdictChange(other, observer, subject, detector, from, to, silence);
    }
}
