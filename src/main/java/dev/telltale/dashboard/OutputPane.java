package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.OutputViewModel;
import javafx.scene.control.TextArea;

/** The output of the selected node, as text that can be selected and copied. */
final class OutputPane extends TextArea {
    OutputPane(OutputViewModel model) {
        setId("output");
        setAccessibleText("Output of the selected node");
        setEditable(false);
        setPromptText("No output yet, or the node was started elsewhere.");
        getStyleClass().addAll("output", "edge-to-edge");
        model.textProperty().addListener((property, before, after) -> show(before, after));
        show("", model.textProperty().get());
    }

    /** Appends what is new, which keeps the scroll position and the selection; replaces the text otherwise. */
    private void show(String before, String after) {
        if (!before.isEmpty() && after.startsWith(before)) {
            appendText(after.substring(before.length()));
        } else {
            setText(after);
            end();
        }
    }
}
