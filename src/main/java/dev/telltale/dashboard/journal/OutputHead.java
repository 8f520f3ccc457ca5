package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.journal.TextSearch;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/** The search in the output: the wanted text, the number of matches, and the way from one to the next. */
public final class OutputHead extends TabHead {
    public OutputHead(TextSearch search) {
        super("outputSearch", "Search", "Search the output");
        field.textProperty().bindBidirectional(search.wantedProperty());
        LazyTooltip.install(field, KeyBindings.SEARCH.tooltip("Enter: next match, Shift+Enter: previous match"));
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                step(search, event.isShiftDown());
                event.consume();
            }
        });
        var count = new Label();
        count.setId("outputMatches");
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.textProperty().bind(search.countProperty());
        getChildren()
                .addAll(
                        count,
                        field,
                        button("outputPrevious", "▲", "Previous match", () -> search.previous()),
                        button("outputNext", "▼", "Next match", () -> search.next()));
    }

    private static void step(TextSearch search, boolean isBack) {
        if (isBack) {
            search.previous();
        } else {
            search.next();
        }
    }

    private static Button button(String id, String sign, String words, Runnable action) {
        var button = new Button(sign);
        button.setId(id);
        button.getStyleClass().addAll("small", "flat");
        button.setAccessibleText(words);
        LazyTooltip.install(button, words);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
