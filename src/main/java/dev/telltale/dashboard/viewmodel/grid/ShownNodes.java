package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.NodeId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows and columns of a grid that are shown, by number and in ascending order. Immutable.
 *
 * @param size the number of nodes
 */
public record ShownNodes(int size, List<Integer> rows, List<Integer> columns) {
    public ShownNodes {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /** All rows and columns. */
    public static ShownNodes all(Grid grid) {
        return new ShownNodes(grid.size(), numbers(grid, number -> true), numbers(grid, number -> true));
    }

    /**
     * The rows of observers that see a node as anything but up, and the columns of nodes that an observer sees so or that
     * do not answer; besides, the rows and columns of some nodes.
     */
    public static ShownNodes withTrouble(Grid grid, Collection<NodeId> also) {
        List<Integer> always = also.stream().map(grid::indexOf).toList();
        return new ShownNodes(
                grid.size(),
                numbers(grid, row -> always.contains(row) || grid.upCount(row) < grid.size() - 1),
                numbers(grid, column -> always.contains(column) || hasTrouble(grid, column)));
    }

    private static boolean hasTrouble(Grid grid, int column) {
        return !grid.isAnswering(column)
                || grid.reportedStates(column).stream().anyMatch(state -> state != CellState.UP);
    }

    private static List<Integer> numbers(Grid grid, IntPredicate isShown) {
        return IntStream.range(0, grid.size()).filter(isShown).boxed().toList();
    }

    /** The position of the row among the shown ones; negative if it is hidden. */
    public int positionOfRow(int row) {
        return Collections.binarySearch(rows, row);
    }

    /** The position of the column among the shown ones; negative if it is hidden. */
    public int positionOfColumn(int column) {
        return Collections.binarySearch(columns, column);
    }

    /** "27 of 30 hidden", "29 of 30 columns hidden"; empty if all are shown. */
    public String hiddenWords() {
        int noRows = size - rows.size();
        int noColumns = size - columns.size();
        if (noRows == noColumns) {
            return noRows == 0 ? "" : noRows + " of " + size + " hidden";
        }
        if (noRows == 0 || noColumns == 0) {
            return Math.max(noRows, noColumns) + " of " + size + (noRows == 0 ? " columns" : " rows") + " hidden";
        }
        return noRows + (noRows == 1 ? " row, " : " rows, ") + noColumns + (noColumns == 1 ? " column" : " columns")
                + " hidden";
    }
}
