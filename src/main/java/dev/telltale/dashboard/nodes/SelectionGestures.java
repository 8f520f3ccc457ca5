package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.viewmodel.NodeSelection;
import dev.telltale.model.NodeId;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Mouse gestures that select nodes, as in other lists: click, shortcut+click, shift+click. */
public final class SelectionGestures {
    private SelectionGestures() {}

    /** Applies a mouse press on the node to the selection. */
    public static void apply(MouseEvent event, NodeSelection selection, NodeId node) {
        boolean isForMenu = event.getButton() == MouseButton.SECONDARY || event.isPopupTrigger();
        if (isForMenu && selection.isChosen(node)) {
            return;
        }
        if (event.isShortcutDown() && !isForMenu) {
            selection.toggle(node);
        } else if (event.isShiftDown() && !isForMenu) {
            selection.extendTo(node);
        } else {
            selection.select(node);
        }
    }
}
