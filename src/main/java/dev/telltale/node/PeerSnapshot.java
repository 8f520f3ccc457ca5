package dev.telltale.node;

import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.PeerReport;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of one peer as a node sees it. Immutable; values that depend on the current time are computed on demand.
 */
public final class PeerSnapshot {
    private final PeerReport report;
    private final List<VerdictSnapshot> verdictSnapshots;

    PeerSnapshot(PeerReport report, List<VerdictSnapshot> verdictSnapshots) {
        this.report = report;
        this.verdictSnapshots = verdictSnapshots;
    }

    /** The report without the verdicts. */
    public PeerReport report() {
        return report;
    }

    /** The report with the verdicts, their levels and their countdowns at this time. */
    public PeerReport reportAt(ClockReading now) {
        List<DetectorVerdict> verdicts = new ArrayList<>(verdictSnapshots.size());
        for (VerdictSnapshot snapshot : verdictSnapshots) {
            verdicts.add(snapshot.at(now));
        }
        return report.withVerdicts(verdicts);
    }
}
