package dev.telltale.dashboard;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What went wrong and belongs to no node: a line each, until it is dismissed. */
final class NoticeLines extends VBox {
    private final ObservableList<String> notices;

    NoticeLines(ObservableList<String> notices) {
        this.notices = notices;
        setId("notices");
        notices.addListener((ListChangeListener<String>) change -> show());
        show();
    }

    private void show() {
        getChildren().setAll(notices.stream().map(this::line).toList());
    }

    private HBox line(String notice) {
        var text = new Label(notice);
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var dismiss = new Button("Dismiss");
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(event -> notices.remove(notice));
        var line = new HBox(text, dismiss);
        line.getStyleClass().add("notice");
        return line;
    }
}
