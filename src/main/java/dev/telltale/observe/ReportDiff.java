package dev.telltale.observe;

import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes the changes between two consecutive reports of one observer. Pure. */
final class ReportDiff {
    private ReportDiff() {}

    /** The changes of each detector's verdicts, with the observer's timestamps. */
    static List<VerdictChange> verdicts(@Nullable StatusReport before, StatusReport after, ClockReading now) {
        boolean isSameIncarnation = before != null
                && Objects.equals(
                        before.reporter().incarnation(), after.reporter().incarnation());
        List<VerdictChange> changes = new ArrayList<>();
        for (PeerReport peer : after.peers()) {
            PeerReport earlier = before != null && isSameIncarnation ? before.of(peer.id()) : null;
            for (DetectorVerdict verdict : peer.verdicts()) {
                DetectorVerdict was = earlier == null ? null : earlier.verdict(verdict.detector());
                Status from = was == null ? Status.UNKNOWN : was.status();
                if (from != verdict.status()) {
                    Instant at = verdict.since() == null ? now.wall() : verdict.since();
                    changes.add(new VerdictChange(
                            at,
                            after.self(),
                            peer.id(),
                            verdict.detector(),
                            from,
                            verdict.status(),
                            ended(from, verdict.status(), peer)));
                }
            }
        }
        return changes;
    }

    /**
     * The changes of status. The first report of an incarnation is compared with {@link Status#UNKNOWN}.
     *
     * @param countsFlaps whether the flap counts of the reports are those of their statuses
     */
    static List<Transition> transitions(
            @Nullable StatusReport before, StatusReport after, boolean countsFlaps, ClockReading now) {
        boolean isSameIncarnation = before != null
                && Objects.equals(
                        before.reporter().incarnation(), after.reporter().incarnation());
        List<Transition> changes = new ArrayList<>();
        for (PeerReport peer : after.peers()) {
            PeerReport earlier = before != null && isSameIncarnation ? before.of(peer.id()) : null;
            Status from = earlier == null ? Status.UNKNOWN : earlier.status();
            boolean isRestarted = earlier != null && isRestarted(earlier, peer);
            int flaps = countsFlaps
                            && earlier != null
                            && peer.returns().flaps() > earlier.returns().flaps()
                    ? peer.returns().flaps()
                    : 0;
            if (from != peer.status() || isRestarted || flaps > 0) {
                changes.add(new Transition(
                        at(earlier, peer, now),
                        after.self(),
                        peer.id(),
                        from,
                        peer.status(),
                        peer.evidence(),
                        peer.attempts().error(),
                        new Transition.Return(isRestarted, flaps, ended(from, peer.status(), peer))));
            }
        }
        return changes;
    }

    private static @Nullable Silence ended(Status from, Status to, PeerReport peer) {
        return to == Status.UP && from.isSuspectOrDown() ? peer.returns().silence() : null;
    }

    private static boolean isRestarted(PeerReport earlier, PeerReport peer) {
        return earlier.incarnation() != null
                && peer.incarnation() != null
                && peer.incarnation() > earlier.incarnation();
    }

    private static Instant at(@Nullable PeerReport earlier, PeerReport peer, ClockReading now) {
        boolean isOldStatus =
                earlier != null && earlier.status() == peer.status() && Objects.equals(earlier.since(), peer.since());
        // A restart between two attempts changes no status; its time is that of the heartbeat that showed it.
        Instant at = isOldStatus ? peer.attempts().lastHeartbeat() : peer.since();
        return at == null ? now.wall() : at;
    }
}
