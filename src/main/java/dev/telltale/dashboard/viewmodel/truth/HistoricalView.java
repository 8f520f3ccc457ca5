package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.model.Matrix;
import dev.telltale.model.PeerReport;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;

/**
 * The cluster at a past instant, from the history.
 *
 * @param groundTruth the ground truth at that instant
 */
public record HistoricalView(
        Matrix matrix, MatrixIndex index, Grid grid, ClockReading at, GroundTruthModel groundTruth) {
    public static HistoricalView of(Matrix matrix, ClockReading at, GroundTruthModel present) {
        var grid = new Grid(matrix);
        return new HistoricalView(matrix, new MatrixIndex(matrix, at), grid, at, present.asOf(at.wall(), grid));
    }

    /** Whether the report comes from the history, which keeps only changes: no measurements and no countdowns. */
    public static boolean isFromHistory(PeerReport report) {
        return report.attempts().lastCheck() == null
                && report.attempts().lastHeartbeat() == null
                && report.since() != null;
    }

    /** The diagnosis at that instant: "At 14:03:20.000: node2 is down: 2 of 2 observers agree, for 4 s". */
    public String sentence(ZoneId zone) {
        String prefix = "At " + DurationFormat.clock(at.wall(), zone) + ": ";
        return prefix
                + (matrix.answering().isEmpty()
                        ? "no node answered"
                        : Diagnosis.of(index).sentence());
    }
}
