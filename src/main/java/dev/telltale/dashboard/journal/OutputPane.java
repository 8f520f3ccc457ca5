package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.OutputViewModel;
import dev.telltale.dashboard.viewmodel.journal.TextSearch;
import dev.telltale.dashboard.viewmodel.journal.TextSearch.Match;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The output of the selected node, as text that can be selected, copied and searched. */
public final class OutputPane extends TextArea {
    private final TextSearch search;

    public OutputPane(OutputViewModel model) {
        search = model.search();
        setId("output");
        setAccessibleText("Output of the selected node");
        setEditable(false);
        setPromptText("No output yet, or the node was started elsewhere.");
        getStyleClass().addAll("output", "edge-to-edge");
        model.textProperty().addListener((property, before, after) -> show(before, after));
        show("", model.textProperty().get());
        search.currentProperty().addListener((property, before, after) -> select(after));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // A text area copies only a selection.
            if (KeyBindings.COPY.combination().match(event) && getSelection().getLength() == 0) {
                Copies.copy(getText());
                event.consume();
            }
        });
    }

    /** Appends what is new, which keeps the scroll position and the selection; replaces the text otherwise. */
    private void show(String before, String after) {
        if (!before.isEmpty() && after.startsWith(before)) {
            appendText(after.substring(before.length()));
        } else {
            setText(after);
            end();
            select(search.currentProperty().get());
        }
    }

    private void select(@Nullable Match match) {
        if (match != null && match.end() <= getLength()) {
            selectRange(match.start(), match.end());
        }
    }
}
