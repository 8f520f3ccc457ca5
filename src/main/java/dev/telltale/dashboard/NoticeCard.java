package dev.telltale.dashboard;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * What went wrong or was saved and belongs to no node: the newest, and how many more there are, until they are dismissed.
 * It lies over what is below it, so that nothing moves when it comes and goes.
 */
final class NoticeCard extends HBox {
    private static final double WIDEST_TEXT = 560;
    private static final double THREE_LINES = 56;

    private final ObservableList<String> notices;
    private final Label text = new Label();
    private final Label others = new Label();
    private final Button dismiss = new Button("Dismiss");

    NoticeCard(ObservableList<String> notices) {
        this.notices = notices;
        setId("notices");
        getStyleClass().add("notice");
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(this, new Insets(8, 16, 8, 16));
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        text.setWrapText(true);
        text.setMaxSize(WIDEST_TEXT, THREE_LINES);
        text.setTooltip(tooltip());
        text.getTooltip().textProperty().bind(text.textProperty());
        others.getStyleClass().add("quiet");
        others.setMinWidth(Region.USE_PREF_SIZE);
        others.setTooltip(tooltip());
        HBox.setHgrow(text, Priority.ALWAYS);
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(event -> notices.remove(0));
        visibleProperty().bind(Bindings.isNotEmpty(notices));
        notices.addListener((ListChangeListener<String>) change -> show());
        show();
    }

    private static Tooltip tooltip() {
        var tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDEST_TEXT);
        return tooltip;
    }

    private void show() {
        if (notices.isEmpty()) {
            return;
        }
        text.setText(notices.get(0));
        others.setText((notices.size() - 1) + " more");
        others.getTooltip().setText(String.join("\n", notices.subList(1, notices.size())));
        if (notices.size() == 1) {
            getChildren().setAll(text, dismiss);
        } else {
            getChildren().setAll(text, others, dismiss);
        }
    }
}
