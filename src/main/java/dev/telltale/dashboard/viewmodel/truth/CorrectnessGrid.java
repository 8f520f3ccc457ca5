package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.diagnosis.DiagnosisComparison.DownCells;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.fault.Link;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.time.ClockReading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether the status of each cell matches the ground truth, at one instant. Immutable. */
public final class CorrectnessGrid {
    private final @Nullable VerdictCorrectness[][] values;
    private final Grid grid;

    public CorrectnessGrid(Grid grid, GroundTruthModel groundTruth, ClockReading now) {
        this.grid = grid;
        int n = grid.size();
        values = new VerdictCorrectness[n][n];
        for (int observer = 0; observer < n; observer++) {
            boolean isObserving = groundTruth.isObserving(grid, observer, now);
            for (int subject = 0; subject < n && isObserving; subject++) {
                values[observer][subject] = groundTruth.correctnessOf(grid, observer, subject, now);
            }
        }
    }

    /** Null if the observer reports no status or the ground truth is not known. */
    public @Nullable VerdictCorrectness of(int observer, int subject) {
        return values[observer][subject];
    }

    /** The mark of a cell that is wrong, late, or rightly down; empty for others. */
    public String mark(int observer, int subject) {
        VerdictCorrectness correctness = values[observer][subject];
        if (correctness == null) {
            return "";
        }
        return switch (correctness) {
            case RIGHT -> grid.state(observer, subject) == CellState.DOWN ? correctness.sign() : "";
            case LATE, FALSE_ALARM -> correctness.sign();
            case PENDING, UNKNOWN -> "";
        };
    }

    /** How many of the cells that this cause turns down are rightly down; cells of unknown correctness are ignored. */
    public DownCells cells(Cause cause) {
        int down = 0;
        int others = 0;
        for (Link link : cause.downCells(grid.nodes())) {
            int observer = grid.indexOf(link.observer());
            int subject = grid.indexOf(link.subject());
            VerdictCorrectness correctness = observer < 0 || subject < 0 ? null : values[observer][subject];
            if (correctness != null) {
                boolean isDown =
                        correctness == VerdictCorrectness.RIGHT && grid.state(observer, subject) == CellState.DOWN;
                down += isDown ? 1 : 0;
                others += isDown ? 0 : 1;
            }
        }
        return down == 0 ? DownCells.NONE : others == 0 ? DownCells.ALL : DownCells.SOME;
    }

    /** Equal if every cell is, so that nothing must be repainted. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CorrectnessGrid that && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }
}
