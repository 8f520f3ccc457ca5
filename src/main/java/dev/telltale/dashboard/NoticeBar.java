package dev.telltale.dashboard;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * The oldest notice that belongs to no node, with the number of further ones. A notice stays until it is dismissed, so
 * that a click never dismisses one that arrived a moment ago. FX thread only.
 */
final class NoticeBar extends HBox {
    private static final double MAX_TOOLTIP_WIDTH = 640;

    private final ObservableList<String> notices;
    private final Label text = new Label();
    private final Label others = new Label();

    NoticeBar(ObservableList<String> notices) {
        this.notices = notices;
        setId("notices");
        getStyleClass().add("notice");
        text.setId("notice");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinWidth(0);
        text.setTooltip(tooltip());
        text.getTooltip().textProperty().bind(text.textProperty());
        HBox.setHgrow(text, Priority.ALWAYS);
        others.setId("otherNotices");
        others.getStyleClass().add("others");
        others.setMinWidth(Region.USE_PREF_SIZE);
        others.setTooltip(tooltip());
        var dismiss = new Button("Dismiss");
        dismiss.setId("dismiss");
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(event -> dismiss());
        getChildren().addAll(text, others, dismiss);
        visibleProperty().bind(text.textProperty().isNotEmpty());
        notices.addListener((ListChangeListener<String>) change -> show());
        show();
    }

    private static Tooltip tooltip() {
        var tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_TOOLTIP_WIDTH);
        return tooltip;
    }

    private void dismiss() {
        String dismissed = text.getText();
        text.setText("");
        notices.remove(dismissed);
        show();
    }

    private void show() {
        if (notices.isEmpty()) {
            text.setText("");
            return;
        }
        if (text.getText().isEmpty()) {
            text.setText(notices.get(0));
        }
        var further = notices.stream()
                .filter(notice -> !notice.equals(text.getText()))
                .toList();
        others.setText(further.isEmpty() ? "" : further.size() + " more");
        others.getTooltip().setText(String.join("\n", further));
    }
}
