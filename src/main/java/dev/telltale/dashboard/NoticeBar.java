package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.Notices;
import dev.telltale.dashboard.viewmodel.Notices.Line;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * The shown notice in one line, a menu of the others, and at the right end that of the recording. The notice stays while the pointer is on it, so that a click
 * never dismisses one that was shown a moment ago. FX thread only.
 */
final class NoticeBar extends HBox {
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final double MAX_TOOLTIP_WIDTH = 640;

    private final Notices model;
    private final Label text = new Label();
    private final MenuButton others = new MenuButton();
    private final Button dismiss = new Button("Dismiss");
    private final MenuButton recording = new MenuButton();

    NoticeBar(Notices model) {
        this.model = model;
        setId("notices");
        getStyleClass().add("notice");
        text.setId("notice");
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinWidth(0);
        var whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(MAX_TOOLTIP_WIDTH);
        whole.textProperty().bind(text.textProperty());
        text.setTooltip(whole);
        HBox.setHgrow(text, Priority.ALWAYS);
        others.setId("otherNotices");
        others.getStyleClass().addAll("others", "flat");
        others.setMinWidth(Region.USE_PREF_SIZE);
        LazyTooltip.install(others, "Notices that wait, and those that were shown before");
        dismiss.setId("dismiss");
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(event -> model.dismiss());
        recording.setId("recording");
        recording.getStyleClass().addAll("recording", "flat");
        recording.setMinWidth(Region.USE_PREF_SIZE);
        recording.setVisible(false);
        recording.managedProperty().bind(recording.visibleProperty());
        getChildren().addAll(text, others, dismiss, recording);
        model.heldProperty().bind(hoverProperty());
        model.lineProperty().addListener((property, before, after) -> show(after));
        show(model.lineProperty().get());
    }

    /** The menu of the recording at the right end, which is hidden at first. */
    MenuButton recording() {
        return recording;
    }

    private void show(Line line) {
        text.setText(line.text());
        dismiss.setVisible(!line.text().isEmpty());
        pseudoClassStateChanged(WARNING, line.isWarning());
        int waiting = line.waiting().size();
        int earlier = line.earlier().size();
        others.setText(waiting > 0 ? waiting + " more" : earlier + " earlier");
        others.setVisible(waiting + earlier > 0);
        List<MenuItem> items = Stream.concat(line.waiting().stream(), line.earlier().stream())
                .map(this::item)
                .toList();
        others.getItems().setAll(items);
    }

    private MenuItem item(String notice) {
        var item = new MenuItem(notice);
        // An underscore in a file name is no mnemonic.
        item.setMnemonicParsing(false);
        item.setOnAction(event -> model.showNow(notice));
        return item;
    }
}
