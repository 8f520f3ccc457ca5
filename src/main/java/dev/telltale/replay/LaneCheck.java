package dev.telltale.replay;

import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Compares the reported changes of one detector about one subject, of one process, with the replayed ones. */
final class LaneCheck {
    private final ReplayCheck.Findings findings;
    private final Deque<VerdictChange> reported = new ArrayDeque<>();
    /** The verdict that the watch holds. */
    private Status seen = Status.UNKNOWN;
    /** The first replayed change since which the watch holds another verdict; null if it holds the same. */
    private @Nullable VerdictChange hidden;

    private Instant hiddenSince = Instant.EPOCH;
    /** When the last replayed change was, if it was reported; else null. */
    private @Nullable Instant seenSince;

    LaneCheck(ReplayCheck.Findings findings) {
        this.findings = findings;
    }

    /** Adds a reported change; all come before the first replayed one. */
    void report(VerdictChange change) {
        reported.add(change);
    }

    /** A replayed change before the trace is valid: only its verdict counts. */
    void before(VerdictChange change) {
        seen = change.to();
    }

    void replay(VerdictChange change, TraceClock clock) {
        Instant at = clock.reported(change.at());
        endSeen(at);
        boolean isClockSet = clock.isSetAt(change.at());
        Duration tolerance = isClockSet ? ReplayCheck.SET_CLOCK_TOLERANCE : ReplayCheck.TOLERANCE;
        skipBefore(at.minus(tolerance));
        VerdictChange next = reported.peek();
        if (next != null && next.to() == change.to() && !next.at().isAfter(at.plus(tolerance))) {
            reported.remove();
            seen = change.to();
            seenSince = at;
            findings.confirmed(Duration.between(next.at(), at).abs(), isClockSet);
        } else {
            findings.unseen();
        }
        if (seen == change.to()) {
            endHidden(at);
        } else if (hidden == null) {
            hidden = change;
            hiddenSince = at;
        }
    }

    private void skipBefore(Instant at) {
        while (!reported.isEmpty() && reported.getFirst().at().isBefore(at)) {
            findings.notReplayed(reported.remove());
        }
    }

    private void endSeen(Instant at) {
        if (seenSince != null) {
            findings.read(seenSince, at);
            seenSince = null;
        }
    }

    private void endHidden(Instant at) {
        if (hidden != null) {
            findings.hidden(hidden, hiddenSince, at);
            hidden = null;
        }
    }

    /** The trace ends. */
    void end(Instant until) {
        reported.forEach(findings::notReplayed);
        endSeen(until);
        endHidden(until);
    }
}
