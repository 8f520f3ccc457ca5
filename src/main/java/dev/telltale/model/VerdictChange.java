package dev.telltale.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One detector of one observer changed its verdict on one subject.
 *
 * @param at the observer's wall clock
 * @param silence what ended with this return to up; null if this is none, or if a new incarnation came back
 */
public record VerdictChange(
        Instant at,
        NodeId observer,
        NodeId subject,
        DetectorKind detector,
        Status from,
        Status to,
        @Nullable Silence silence) {

    /** Without a silence that ended. */
    public VerdictChange(Instant at, NodeId observer, NodeId subject, DetectorKind detector, Status from, Status to) {
        this(at, observer, subject, detector, from, to, null);
    }
}
