package dev.telltale.dashboard.commands;

import dev.telltale.dashboard.kit.KeyBindings;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The overlay with all key bindings and the settings. */
public final class HelpPane extends StackPane {
    private final CheckBox reduceMotion = new CheckBox("Reduce motion: changed cells take their colour at once");
    private final CheckBox truthMarks = new CheckBox("Truth marks: right, late or false alarm");
    private final Button close = new Button("Close");

    public HelpPane() {
        setId("helpPane");
        getStyleClass().add("help-shade");
        setVisible(false);
        var title = new Label("Keys and settings");
        title.getStyleClass().add("title");
        var card = new VBox(title, keys(), truthMarks, reduceMotion, close);
        card.getStyleClass().add("help-card");
        var scroll = new ScrollPane(card);
        scroll.setFitToWidth(true);
        scroll.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        scroll.setAccessibleText("Keys and settings");
        scroll.setFocusTraversable(false);
        getChildren().add(scroll);
        // A small window scrolls the card, and does not grow by it while it is hidden.
        setMinSize(0, 0);
        reduceMotion.setId("reduceMotion");
        truthMarks.setId("truthMarks");
        truthMarks.setSelected(true);
        close.setCancelButton(true);
        close.setOnAction(event -> setVisible(false));
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getTarget() == this) {
                setVisible(false);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                setVisible(false);
                event.consume();
            }
        });
    }

    private static GridPane keys() {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        int row = 0;
        int rows = (KeyBindings.values().length + KeyBindings.FOCUS_KEYS.size() + 1) / 2;
        for (KeyBindings key : KeyBindings.values()) {
            add(grid, row++, rows, key.keyText(), key.description());
        }
        for (List<String> other : KeyBindings.FOCUS_KEYS) {
            add(grid, row++, rows, other.get(0), other.get(1));
        }
        return grid;
    }

    /** Fills two columns, so that all keys fit into the smallest window. */
    private static void add(GridPane grid, int index, int rows, String key, String description) {
        var label = new Label(key);
        label.getStyleClass().add("key");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var meaning = new Label(description);
        meaning.setWrapText(true);
        meaning.setMinHeight(Region.USE_PREF_SIZE);
        grid.add(label, index / rows * 2, index % rows);
        grid.add(meaning, index / rows * 2 + 1, index % rows);
    }

    /** Opens or closes it. */
    public void toggle() {
        setVisible(!isVisible());
        if (isVisible()) {
            close.requestFocus();
        }
    }

    public CheckBox truthMarks() {
        return truthMarks;
    }

    public CheckBox reduceMotion() {
        return reduceMotion;
    }
}
