package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Matrix;
import dev.telltale.model.PeerReport;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;

/**
 * The cluster as it was at one moment.
 *
 * @param reality what had been done by then
 */
public record HistoricalView(Matrix matrix, Grid grid, ClockReading at, GroundTruthModel reality) {
    public static HistoricalView of(Matrix matrix, ClockReading at, GroundTruthModel present) {
        var grid = new Grid(matrix);
        return new HistoricalView(matrix, grid, at, present.asOf(at.wall(), grid));
    }

    /** Whether it is told from memory, which keeps changes only: no figures and nothing that was still to come. */
    public static boolean isRemembered(PeerReport held) {
        return held.lastCheck() == null && held.lastHeartbeat() == null && held.since() != null;
    }

    /** "At 14:03:20.000: node2 is down: 2 of 2 observers agree, for 4 s". */
    public String sentence(ZoneId zone) {
        String then = "At " + DurationFormat.clock(at.wall(), zone) + ": ";
        return then
                + (matrix.answering().isEmpty()
                        ? "no node answered"
                        : Diagnosis.of(matrix, at).sentence());
    }
}
