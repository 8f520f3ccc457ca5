package dev.telltale.dashboard.zoom;

import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Parent;
import javafx.scene.control.PopupControl;
import javafx.stage.Window;

/**
 * The text size of menus, tooltips and dialogs, which are windows of their own. The controls grow with their text; a
 * scaled popup would be placed wrongly at the edges of the screen. FX thread only.
 */
final class PopupZoom {
    /** The text size of the window at 100 %, in pixels. */
    private static final double TEXT_SIZE = 13;

    private final ZoomPane pane;
    private final ListChangeListener<Window> opened = this::opened;

    PopupZoom(ZoomPane pane) {
        this.pane = pane;
        // Weak, since the list outlives the panel; the pane holds the listener.
        pane.getProperties().put(PopupZoom.class, this);
        Window.getWindows().addListener(new WeakListChangeListener<>(opened));
    }

    private void opened(ListChangeListener.Change<? extends Window> change) {
        while (change.next()) {
            change.getAddedSubList().forEach(this::scale);
        }
    }

    private void scale(Window window) {
        double zoom = pane.factorProperty().getValue();
        String style = zoom == 1 ? "" : "-fx-font-size: " + TEXT_SIZE * zoom + "px;";
        if (window instanceof PopupControl popup) {
            popup.setStyle(style);
        } else if (window.getScene() != null) {
            Parent root = window.getScene().getRoot();
            if (!(root instanceof ZoomPane)) {
                root.setStyle(style);
            }
        }
    }
}
