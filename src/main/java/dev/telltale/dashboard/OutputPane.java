package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.OutputViewModel;
import javafx.scene.control.TextArea;

/** What the selected node printed; text that can be selected and copied. */
final class OutputPane extends TextArea {
    OutputPane(OutputViewModel model) {
        setId("output");
        setEditable(false);
        setPromptText("Nothing printed yet, or the node was started elsewhere.");
        getStyleClass().addAll("output", "edge-to-edge");
        model.textProperty().addListener((property, before, after) -> show(before, after));
        show("", model.textProperty().get());
    }

    /** What was added is appended, so that the place and the selection of a reader stay. */
    private void show(String before, String after) {
        if (!before.isEmpty() && after.startsWith(before)) {
            appendText(after.substring(before.length()));
        } else {
            setText(after);
            end();
        }
    }
}
