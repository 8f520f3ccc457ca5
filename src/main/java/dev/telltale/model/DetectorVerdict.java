package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one detector of one observer holds of one subject, at the time of the report that bears it.
 *
 * @param since when its status became what it is; null for one that never judged
 * @param evidence what made the status; null where nothing but the absence of evidence did
 * @param level how sure it is, for {@link DetectorKind#PHI} only: phi, -log10 of the chance that the peer still comes
 * @param next what the status becomes if nothing is heard any more; null if time alone changes nothing
 * @param nextIn how long from the report until then; null exactly where next is
 * @param confirmedBy the observers that failed to reach the subject too, for {@link DetectorKind#SWIM} only
 */
public record DetectorVerdict(
        DetectorKind detector,
        Status status,
        @Nullable Instant since,
        @Nullable Evidence evidence,
        @Nullable Double level,
        @Nullable Status next,
        @Nullable Duration nextIn,
        List<NodeId> confirmedBy) {
    public DetectorVerdict {
        confirmedBy = List.copyOf(confirmedBy);
        if ((next == null) != (nextIn == null)) {
            throw new IllegalArgumentException("a next status comes at a time, and a time brings one");
        }
    }

    DetectorVerdict earlierBy(Duration time) {
        return new DetectorVerdict(
                detector, status, PeerReport.earlier(since, time), evidence, level, next, nextIn, confirmedBy);
    }
}
