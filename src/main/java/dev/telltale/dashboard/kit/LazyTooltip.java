package dev.telltale.dashboard.kit;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * The tooltip of a node, made when the pointer enters the node for the first time: a tooltip of JavaFX is a window with a
 * scene of its own, and making all those of the panel delays its first frame. FX thread only.
 */
public final class LazyTooltip implements EventHandler<MouseEvent> {
    private static final double MAX_WIDTH = 420;

    private final Node node;
    private final StringProperty text = new ReadOnlyStringWrapper(this, "text", "");

    private LazyTooltip(Node node) {
        this.node = node;
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, this);
        node.getProperties().put(LazyTooltip.class, this);
    }

    /** Gives the node a tooltip, and returns its text, which is wrapped at 420 pixels. */
    public static StringProperty install(Node node) {
        return new LazyTooltip(node).text;
    }

    public static void install(Node node, String text) {
        install(node).set(text);
    }

    /** The text of the node's tooltip; empty if it has none. */
    public static String textOf(Node node) {
        return node.getProperties().get(LazyTooltip.class) instanceof LazyTooltip tooltip ? tooltip.text.get() : "";
    }

    @Override
    public void handle(MouseEvent entered) {
        node.removeEventHandler(MouseEvent.MOUSE_ENTERED, this);
        var tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_WIDTH);
        tooltip.textProperty().bind(text);
        Tooltip.install(node, tooltip);
    }
}
