package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.NodeId;
import java.util.List;
import javafx.scene.input.KeyEvent;

/** Moves the selected cell of the grid with the keyboard. */
record MatrixKeys(GridViewModel model) {
    void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int last = model.grid().size() - 1;
        switch (event.getCode()) {
            case LEFT -> move(event, 0, -1);
            case RIGHT -> move(event, 0, 1);
            case UP -> move(event, -1, 0);
            case DOWN -> move(event, 1, 0);
            case HOME -> move(event, 0, -last);
            case END -> move(event, 0, last);
            case PAGE_UP -> move(event, -last, 0);
            case PAGE_DOWN -> move(event, last, 0);
            default -> {
                // Not consumed: the key bindings of the window handle it.
            }
        }
    }

    private void move(KeyEvent event, int rows, int columns) {
        CellRef from = model.selectedProperty().get();
        int last = model.grid().size() - 1;
        if (from != null && last >= 0) {
            int row = Math.max(0, Math.min(last, model.grid().indexOf(from.observer()) + rows));
            int column = Math.max(0, Math.min(last, model.grid().indexOf(from.subject()) + columns));
            List<NodeId> nodes = model.grid().nodes();
            model.selectedProperty().set(new CellRef(nodes.get(row), nodes.get(column)));
        }
        event.consume();
    }
}
