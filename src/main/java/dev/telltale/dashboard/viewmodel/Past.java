package dev.telltale.dashboard.viewmodel;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import dev.telltale.model.PeerReport;
import java.time.ZoneId;

/**
 * The cluster as it was at one moment.
 *
 * @param reality what had been done by then
 */
record Past(Matrix matrix, Grid grid, Moment at, Reality reality) {
    static Past of(Matrix matrix, Moment at, Reality present) {
        var grid = new Grid(matrix);
        return new Past(matrix, grid, at, present.asOf(at.wall(), grid));
    }

    /** Whether it is told from memory, which keeps changes only: no figures and nothing that was still to come. */
    static boolean isRemembered(PeerReport held) {
        return held.lastCheck() == null && held.lastHeartbeat() == null && held.since() != null;
    }

    /** "At 14:03:20.000: node2 is down: 2 of 2 observers agree, for 4 s". */
    String sentence(ZoneId zone) {
        String then = "At " + Ages.clock(at.wall(), zone) + ": ";
        return then
                + (matrix.answering().isEmpty()
                        ? "no node answered"
                        : Diagnosis.of(matrix, at).sentence());
    }
}
