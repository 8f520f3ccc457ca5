package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.viewmodel.NodeSelection;
import dev.telltale.model.NodeId;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What a press of the mouse on a node means for the selection, as lists have it everywhere. */
public final class SelectionGestures {
    private SelectionGestures() {}

    public static void of(MouseEvent event, NodeSelection selection, NodeId node) {
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
