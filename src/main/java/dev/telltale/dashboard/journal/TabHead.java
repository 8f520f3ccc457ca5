package dev.telltale.dashboard.journal;

import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A text field and other controls at the right of the titles of the tabs, shown with one of the tabs. */
public abstract sealed class TabHead extends HBox permits IncidentsHead, JournalHead, OutputHead {
    private static final double FIELD_WIDTH = 160;

    final TextField field = new TextField();

    TabHead(String fieldId, String prompt, String name) {
        getStyleClass().add("tab-head");
        setAlignment(Pos.CENTER_RIGHT);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        field.setId(fieldId);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        field.getStyleClass().add("small");
        field.setPrefWidth(FIELD_WIDTH);
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                field.clear();
                event.consume();
            }
        });
    }

    /** Focuses the text field and selects its text. */
    public void focusField() {
        field.requestFocus();
        field.selectAll();
    }
}
