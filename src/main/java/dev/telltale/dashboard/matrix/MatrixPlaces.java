package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.grid.ShownNodes;
import dev.telltale.model.NodeId;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.jspecify.annotations.Nullable;

/** Where the shown rows and columns of a grid are, in the layout that was painted. Immutable. */
record MatrixPlaces(MatrixLayout layout, Grid grid, ShownNodes shown) {
    /** A cell, a row header (no subject) or a column header (no observer). */
    record Spot(@Nullable NodeId observer, @Nullable NodeId subject) {
        @Nullable
        CellRef cell() {
            return observer == null || subject == null ? null : new CellRef(observer, subject);
        }
    }

    /** The position of the node's row; negative if it is hidden. */
    int rowOf(@Nullable NodeId node) {
        return node == null ? -1 : shown.positionOfRow(grid.indexOf(node));
    }

    /** The position of the node's column; negative if it is hidden. */
    int columnOf(@Nullable NodeId node) {
        return node == null ? -1 : shown.positionOfColumn(grid.indexOf(node));
    }

    boolean isShown(CellRef cell) {
        return rowOf(cell.observer()) >= 0 && columnOf(cell.subject()) >= 0;
    }

    /** The cell or header at this position, in pixels; null if there is none. */
    @Nullable
    Spot spotAt(double x, double y) {
        int row = layout.rowAt(y);
        int column = layout.columnAt(x);
        boolean isOnHead = (row >= 0 && x < layout.x(0)) || (column >= 0 && y < layout.y(0));
        if ((row < 0 || column < 0) && !isOnHead) {
            return null;
        }
        return new Spot(
                row < 0 ? null : grid.nodes().get(shown.rows().get(row)),
                column < 0 ? null : grid.nodes().get(shown.columns().get(column)));
    }

    /** The bounds of a shown cell, in pixels. */
    Bounds bounds(CellRef cell) {
        return new BoundingBox(
                layout.x(columnOf(cell.subject())),
                layout.y(rowOf(cell.observer())),
                layout.cellWidth(),
                layout.cellHeight());
    }
}
