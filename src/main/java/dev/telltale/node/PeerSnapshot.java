package dev.telltale.node;

import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.PeerReport;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.List;

/** What a node believes of one peer: immutable, and complete but for what changes with every nanosecond. */
public final class PeerSnapshot {
    private final PeerReport report;
    private final List<VerdictSnapshot> opinions;

    PeerSnapshot(PeerReport report, List<VerdictSnapshot> opinions) {
        this.report = report;
        this.opinions = opinions;
    }

    /** Without the verdicts. */
    public PeerReport report() {
        return report;
    }

    /** With the verdicts as they are now. */
    public PeerReport reportAt(ClockReading now) {
        List<DetectorVerdict> verdicts = new ArrayList<>(opinions.size());
        for (VerdictSnapshot opinion : opinions) {
            verdicts.add(opinion.at(now));
        }
        return new PeerReport(
                report.id(),
                report.url(),
                report.status(),
                report.lastHeartbeat(),
                report.lastCheck(),
                report.since(),
                report.incarnation(),
                report.evidence(),
                report.roundTrip(),
                report.missed(),
                report.error(),
                report.lastEvidence(),
                report.flaps(),
                report.restarts(),
                report.silence(),
                verdicts);
    }
}
