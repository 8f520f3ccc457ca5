package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.diagnosis.DiagnosisComparison.Cells;
import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.time.ClockReading;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every cell's belief is worth against the truth, at one moment. Immutable. */
public final class CorrectnessGrid {
    private final @Nullable VerdictCorrectness[][] standings;
    private final Grid grid;

    public CorrectnessGrid(Grid grid, GroundTruthModel reality, ClockReading now) {
        this.grid = grid;
        int n = grid.size();
        standings = new VerdictCorrectness[n][n];
        for (int observer = 0; observer < n; observer++) {
            boolean isWitness = reality.isWitness(grid, observer, now);
            for (int subject = 0; subject < n && isWitness; subject++) {
                standings[observer][subject] = reality.standingOf(grid, observer, subject, now);
            }
        }
    }

    /** Null where the observer holds nothing, or where the truth is not known. */
    public @Nullable VerdictCorrectness of(int observer, int subject) {
        return standings[observer][subject];
    }

    /** What is worth a mark: what is wrong or late, and a failure that was noticed; empty if there is nothing. */
    public String mark(int observer, int subject) {
        VerdictCorrectness standing = standings[observer][subject];
        if (standing == null) {
            return "";
        }
        return switch (standing) {
            case RIGHT -> grid.health(observer, subject) == CellState.DOWN ? standing.sign() : "";
            case LATE, FALSE_ALARM -> standing.sign();
            case PENDING, UNKNOWN -> "";
        };
    }

    /** How many of the cells that this cause turns down are down, and rightly; those without a standing are left out. */
    public Cells cells(Cause cause) {
        int down = 0;
        int others = 0;
        for (Link link : turnedDown(cause)) {
            int observer = grid.place(link.observer());
            int subject = grid.place(link.subject());
            VerdictCorrectness standing = observer < 0 || subject < 0 ? null : standings[observer][subject];
            if (standing != null) {
                boolean isDown =
                        standing == VerdictCorrectness.RIGHT && grid.health(observer, subject) == CellState.DOWN;
                down += isDown ? 1 : 0;
                others += isDown ? 0 : 1;
            }
        }
        return down == 0 ? Cells.NONE : others == 0 ? Cells.ALL : Cells.SOME;
    }

    private Set<Link> turnedDown(Cause cause) {
        if (cause instanceof Cause.OfLinks ofLinks) {
            return Causes.links(grid.nodes(), ofLinks);
        }
        return cause instanceof Cause.OfNode one && one.isSilence()
                ? LinkSets.column(grid.nodes(), one.node())
                : Set.of();
    }

    /** Equal if every cell stands as in the other, so that nothing need be painted anew. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CorrectnessGrid that && Arrays.deepEquals(standings, that.standings);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(standings);
    }
}
