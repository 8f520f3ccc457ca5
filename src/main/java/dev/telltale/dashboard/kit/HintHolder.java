package dev.telltale.dashboard.kit;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** Holds a button and shows its tooltip: a disabled button shows none itself. FX thread only. */
public final class HintHolder extends StackPane {
    private static final double MAX_WIDTH = 420;

    private final ButtonBase button;
    private final Tooltip tooltip = new Tooltip();

    private HintHolder(ButtonBase button) {
        this.button = button;
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_WIDTH);
        Tooltip.install(this, tooltip);
    }

    /** Puts a holder around the button, at the place of the button in its parent. */
    public static HintHolder around(ButtonBase button) {
        var holder = new HintHolder(button);
        var siblings = ((Pane) button.getParent()).getChildren();
        siblings.set(siblings.indexOf(button), holder);
        HBox.setHgrow(holder, HBox.getHgrow(button));
        holder.getChildren().add(button);
        return holder;
    }

    /** Enables the button, or disables it and says why. */
    public void show(String hint, boolean isEnabled) {
        button.setDisable(!isEnabled);
        tooltip.setText(hint);
        button.setAccessibleHelp(hint);
    }

    public String hint() {
        return tooltip.getText();
    }
}
