package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import java.util.List;

/**
 * A lane as it is drawn: runs of equal columns from left to right, with holes where nothing is known.
 *
 * @param lane what it tells of
 * @param notes beside the runs that are wide enough for them
 */
public record LaneSegments(BeliefLane lane, List<Run> runs, List<Note> notes) {
    public LaneSegments {
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /** How long it took until what begins at this column: the detection time. */
    public record Note(int column, String words) {}

    /**
     * Equal columns side by side.
     *
     * @param from the first column
     * @param until the column behind the last
     * @param health the worst that was held in them; of all observers together, what most of them held
     * @param down how many observers held the subject down; 0 or 1 for one observer
     * @param suspect how many held it suspect
     * @param of how many answered
     */
    public record Run(int from, int until, CellState health, int down, int suspect, int of) {
        boolean isLike(Run other) {
            // How many held it up is not drawn.
            boolean isSameShare = of == other.of || (down == 0 && suspect == 0);
            return health == other.health && down == other.down && suspect == other.suspect && isSameShare;
        }
    }
}
