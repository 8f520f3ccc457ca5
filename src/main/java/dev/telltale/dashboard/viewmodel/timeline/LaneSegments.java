package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.timeline.StatusLane;
import java.util.List;

/**
 * The drawn content of a lane: runs of equal columns from left to right, with gaps where nothing is known.
 *
 * @param notes detection times beside the runs that are wide enough
 */
public record LaneSegments(StatusLane lane, List<Run> runs, List<Note> notes) {
    /** The detection time of the change that begins at this column. */
    public record Note(int column, String words) {}

    /**
     * Adjacent columns of the same state.
     *
     * @param from the first column
     * @param until the column after the last
     * @param state the worst state in each column; for all observers combined, down only if all that answered report it
     * @param down how many observers reported the subject down; 0 or 1 for one observer
     * @param suspect how many reported it suspect
     * @param of how many answered
     */
    public record Run(int from, int until, CellState state, int down, int suspect, int of) {
        boolean isLike(Run other) {
            // The number of observers that report it up is not drawn.
            boolean isSameShare = of == other.of || (down == 0 && suspect == 0);
            return state == other.state && down == other.down && suspect == other.suspect && isSameShare;
        }

        Run extendedTo(int column) {
            return new Run(from, column, state, down, suspect, of);
        }
    }
}
