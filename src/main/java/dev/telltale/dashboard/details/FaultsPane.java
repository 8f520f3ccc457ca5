package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.FaultsViewModel;
import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What is broken on purpose now, newest first, each with a button that heals it. */
final class FaultsPane extends ListView<FaultLine> {
    private static final double LINE_HEIGHT = 30;

    FaultsPane(FaultsViewModel model) {
        super(model.lines());
        setId("faults");
        getStyleClass().addAll("faults", "edge-to-edge");
        setFixedCellSize(LINE_HEIGHT);
        setCellFactory(list -> new LineCell(model));
        var nothing = new Label("Nothing is broken on purpose. Right-click a node, a cell or a head, or press "
                + KeyBindings.BREAK.combination().getDisplayText() + ", to break it.");
        nothing.getStyleClass().add("quiet");
        nothing.setWrapText(true);
        setPlaceholder(nothing);
    }

    private static final class LineCell extends ListCell<FaultLine> {
        private final FaultsViewModel model;
        private final Label words = new Label();
        private final Label age = new Label();
        private final Label detail = new Label();
        private final Button heal = new Button();
        private final Tooltip tooltip = new Tooltip();
        private final Region room = new Region();
        private final HBox line = new HBox(FaultIcon.graphic(), words, age, detail, room, heal);

        LineCell(FaultsViewModel model) {
            this.model = model;
            line.getStyleClass().add("line");
            words.getStyleClass().add("words");
            age.getStyleClass().add("quiet");
            detail.getStyleClass().add("quiet");
            age.setMinWidth(Region.USE_PREF_SIZE);
            heal.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(room, Priority.ALWAYS);
            age.setTooltip(tooltip);
            // The list is as wide as the window: what does not fit ends in an ellipsis, it does not scroll.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable FaultLine fault, boolean empty) {
            super.updateItem(fault, empty);
            setText(null);
            if (fault == null || empty) {
                setGraphic(null);
                return;
            }
            words.setText(fault.words());
            age.setText(fault.age());
            detail.setText(fault.detail());
            tooltip.setText(fault.tooltip());
            heal.setText(fault.paused() == null ? "Heal" : "Resume");
            heal.setId("heal-" + fault.id());
            heal.setOnAction(event -> model.heal(fault));
            setGraphic(line);
        }
    }
}
