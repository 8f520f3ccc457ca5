package dev.telltale.dashboard.incident;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** One line on what happened while the window was closed, until it is dismissed. FX thread only. */
final class AwayBar extends HBox {
    private static final double MAX_TOOLTIP_WIDTH = 640;

    /**
     * Adds itself to the pane, and removes itself when it is dismissed.
     *
     * @param show shows the incidents
     */
    AwayBar(Pane holder, String sentence, Runnable show) {
        setId("awayBar");
        getStyleClass().add("away-bar");
        setAlignment(Pos.CENTER_LEFT);
        var words = new Label(sentence);
        words.setId("awayText");
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var whole = new Tooltip(sentence);
        whole.setWrapText(true);
        whole.setMaxWidth(MAX_TOOLTIP_WIDTH);
        words.setTooltip(whole);
        getChildren()
                .setAll(
                        words,
                        button("awayShow", "Show incidents", show),
                        button(
                                "awayDismiss",
                                "Dismiss",
                                () -> holder.getChildren().remove(this)));
        holder.getChildren().add(this);
    }

    private static Button button(String id, String words, Runnable action) {
        var button = new Button(words);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
