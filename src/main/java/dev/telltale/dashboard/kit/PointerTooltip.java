package dev.telltale.dashboard.kit;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** The tooltip of what is under the pointer within one node, such as a cell of a canvas. FX thread only. */
public final class PointerTooltip {
    private static final Duration DELAY = Duration.millis(500);

    private final Node node;
    private final Tooltip tooltip = new Tooltip();

    public PointerTooltip(Node node) {
        this.node = node;
        tooltip.setShowDelay(DELAY);
    }

    /** Shows this text from now on; no tooltip if it is empty. */
    public void show(String words) {
        if (words.isEmpty()) {
            Tooltip.uninstall(node, tooltip);
        } else {
            tooltip.setText(words);
            Tooltip.install(node, tooltip);
        }
    }
}
