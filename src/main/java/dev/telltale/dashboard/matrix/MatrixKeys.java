package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.ShownNodes;
import dev.telltale.model.NodeId;
import java.util.List;
import javafx.scene.input.KeyEvent;

/** Moves the selected cell with the keyboard, among the shown cells of the grid. */
record MatrixKeys(GridViewModel model) {
    void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int all = model.grid().size();
        switch (event.getCode()) {
            case LEFT -> move(event, 0, -1);
            case RIGHT -> move(event, 0, 1);
            case UP -> move(event, -1, 0);
            case DOWN -> move(event, 1, 0);
            case HOME -> move(event, 0, -all);
            case END -> move(event, 0, all);
            case PAGE_UP -> move(event, -all, 0);
            case PAGE_DOWN -> move(event, all, 0);
            default -> {
                // Not consumed: the key bindings of the window handle it.
            }
        }
    }

    private void move(KeyEvent event, int rows, int columns) {
        CellRef from = model.selectedProperty().get();
        ShownNodes shown = model.shownProperty().get();
        if (from != null && !shown.rows().isEmpty()) {
            int row = shown.positionOfRow(model.grid().indexOf(from.observer()));
            int column = shown.positionOfColumn(model.grid().indexOf(from.subject()));
            model.selectedProperty()
                    .set(new CellRef(node(shown.rows(), row, rows), node(shown.columns(), column, columns)));
        }
        event.consume();
    }

    /** The node at the position after these steps; from a hidden node, which has no position, the first. */
    private NodeId node(List<Integer> shown, int position, int steps) {
        int to = Math.max(0, position) + (position < 0 ? 0 : steps);
        return model.grid().nodes().get(shown.get(Math.max(0, Math.min(shown.size() - 1, to))));
    }
}
