package dev.telltale.dashboard.kit;

import javafx.beans.property.StringProperty;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** Holds a button and shows its tooltip: a disabled button shows none itself. FX thread only. */
public final class HintHolder extends StackPane {
    private final ButtonBase button;
    private final StringProperty hint = LazyTooltip.install(this);

    private HintHolder(ButtonBase button) {
        this.button = button;
    }

    /** Puts the button, which has no parent, into a holder. */
    public static HintHolder of(ButtonBase button) {
        var holder = new HintHolder(button);
        holder.getChildren().add(button);
        return holder;
    }

    /** Puts a holder around the button, at the place of the button in its parent. */
    public static HintHolder around(ButtonBase button) {
        var siblings = ((Pane) button.getParent()).getChildren();
        int index = siblings.indexOf(button);
        siblings.remove(index);
        HintHolder holder = of(button);
        HBox.setHgrow(holder, HBox.getHgrow(button));
        siblings.add(index, holder);
        return holder;
    }

    /** Enables the button, or disables it and says why. */
    public void show(String words, boolean isEnabled) {
        button.setDisable(!isEnabled);
        hint.set(words);
        button.setAccessibleHelp(words);
    }

    public String hint() {
        return hint.get();
    }
}
