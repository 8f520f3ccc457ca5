package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.ToolbarState;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The button that restarts all failed and killed nodes. FX thread only. */
public final class RestartButton extends Button {
    private static final double WORDS_WIDTH = 170;
    private static final double NUMBER_WIDTH = 38;

    private final PanelViewModel model;
    private final ObservableBooleanValue isShort;
    private final HintHolder hint;

    /**
     * Adds the button at the end of the heading of the nodes.
     *
     * @param isShort whether there is room only for the number of the nodes
     */
    public RestartButton(HBox heading, PanelViewModel model, ObservableBooleanValue isShort) {
        this.model = model;
        this.isShort = isShort;
        setId("restartFailed");
        setOnAction(event -> model.restartFailed());
        HBox.setHgrow(this, Priority.ALWAYS);
        heading.getChildren().add(this);
        hint = HintHolder.around(this);
        hint.setAlignment(Pos.CENTER_RIGHT);
        hint.setVisible(model.commands().refusal().isEmpty());
        isShort.addListener((property, before, after) -> show());
        model.toolbarProperty().addListener((property, before, after) -> show());
        show();
    }

    private void show() {
        ToolbarState state = model.toolbarProperty().get();
        String words = state.restartInWords();
        String number = state.failed() == 0 ? "" : " " + state.failed();
        setText("↻ " + (isShort.get() ? number.strip() : words));
        setAccessibleText(words);
        // A constant width, so that nothing moves.
        double width = isShort.get() ? NUMBER_WIDTH : WORDS_WIDTH;
        setMinWidth(width);
        setPrefWidth(width);
        hint.show(state.failed() == 0 ? "No node has failed or was killed" : words, state.failed() > 0);
    }
}
