package dev.telltale.node;

import dev.telltale.model.Moment;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What a node believes of one peer: immutable, and complete but for what changes with every nanosecond. */
public final class Belief {
    private final PeerReport report;
    private final List<Opinion> opinions;

    Belief(PeerReport report, List<Opinion> opinions) {
        this.report = report;
        this.opinions = opinions;
    }

    /** Without the verdicts. */
    public PeerReport report() {
        return report;
    }

    /** With the verdicts as they are now. */
    public PeerReport reportAt(Moment now) {
        List<Verdict> verdicts = new ArrayList<>(opinions.size());
        for (Opinion opinion : opinions) {
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
