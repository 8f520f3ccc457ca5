package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.PointerTooltip;
import dev.telltale.dashboard.matrix.MatrixPlaces.Spot;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.model.NodeId;
import java.util.List;
import java.util.Objects;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** The cell or header under the pointer; its tooltip has the whole names. FX thread only. */
final class MatrixPointer {
    private final MatrixCanvas matrix;
    private final GridViewModel model;
    private final PointerTooltip tooltip;
    private @Nullable Spot spot;
    private String words = "";

    MatrixPointer(MatrixCanvas matrix, GridViewModel model) {
        this.matrix = matrix;
        this.model = model;
        tooltip = new PointerTooltip(matrix);
        matrix.addEventHandler(
                MouseEvent.MOUSE_MOVED, event -> moveTo(matrix.places().spotAt(event.getX(), event.getY())));
        matrix.addEventHandler(MouseEvent.MOUSE_EXITED, event -> moveTo(null));
    }

    private void moveTo(@Nullable Spot at) {
        model.hoveredProperty().set(at == null ? null : at.cell());
        if (!Objects.equals(at, spot)) {
            spot = at;
            words = at == null ? "" : words(at);
            tooltip.show(words);
            matrix.repaint();
        }
    }

    @Nullable
    NodeId observer() {
        return spot == null ? null : spot.observer();
    }

    @Nullable
    NodeId subject() {
        return spot == null ? null : spot.subject();
    }

    /** The text of the tooltip; empty for none. */
    String words() {
        return words;
    }

    private String words(Spot at) {
        CellRef cell = at.cell();
        if (cell != null) {
            // A cell with words tells the same, and the lit headers its nodes.
            return matrix.hasWords() ? "" : cell + ": " + matrix.cellText(cell);
        }
        return at.observer() != null ? ofRow(at.observer()) : at.subject() != null ? ofColumn(at.subject()) : "";
    }

    /** "node17, observer: sees 28 of 29 up". */
    private String ofRow(NodeId node) {
        Grid grid = model.grid();
        int row = grid.indexOf(node);
        String sees = "sees " + grid.upCount(row) + " of " + (grid.size() - 1) + " up";
        return node + ", observer: " + (grid.isAnswering(row) ? sees : String.join(" ", RowHeads.SILENT));
    }

    /** "node17, subject: 28 of 29 see it up". */
    private String ofColumn(NodeId node) {
        Grid grid = model.grid();
        List<CellState> reported = grid.reportedStates(grid.indexOf(node));
        long up = reported.stream().filter(state -> state == CellState.UP).count();
        return node + ", subject: "
                + (reported.isEmpty() ? "no observer answers" : up + " of " + reported.size() + " see it up");
    }
}
