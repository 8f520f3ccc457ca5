package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.FaultsViewModel;
import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The list of active faults, newest first, each with a button that clears it. */
final class FaultsPane extends ListView<FaultLine> {
    private static final double LINE_HEIGHT = 30;

    FaultsPane(FaultsViewModel model) {
        super(model.lines());
        setId("faults");
        setAccessibleText("Active faults");
        getStyleClass().addAll("faults", "edge-to-edge");
        setFixedCellSize(LINE_HEIGHT);
        setCellFactory(list -> new LineCell(model));
        var placeholder = new Label("No active faults. To inject one, right-click a node, a cell or a header, or press "
                + KeyBindings.BREAK.combination().getDisplayText() + ".");
        placeholder.getStyleClass().add("quiet");
        placeholder.setWrapText(true);
        setPlaceholder(placeholder);
        Copies.offer(this, this::selectedText);
    }

    /** The selected line, or without a selection all lines. */
    private String selectedText() {
        List<FaultLine> selected = getSelectionModel().getSelectedItems();
        return (selected.isEmpty() ? getItems() : selected)
                .stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    private static final class LineCell extends ListCell<FaultLine> {
        private final FaultsViewModel model;
        private final Label words = new Label();
        private final Label age = new Label();
        private final Label detail = new Label();
        private final Button heal = new Button();
        private final Tooltip tooltip = new Tooltip();
        private final Region spacer = new Region();
        private final HBox line = new HBox(FaultIcon.graphic(), words, age, detail, spacer, heal);

        LineCell(FaultsViewModel model) {
            this.model = model;
            line.getStyleClass().add("line");
            words.getStyleClass().add("words");
            age.getStyleClass().add("quiet");
            detail.getStyleClass().add("quiet");
            age.setMinWidth(Region.USE_PREF_SIZE);
            heal.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(spacer, Priority.ALWAYS);
            age.setTooltip(tooltip);
            // Long lines end in an ellipsis; the list never scrolls sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable FaultLine fault, boolean empty) {
            super.updateItem(fault, empty);
            setText(null);
            if (fault == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            words.setText(fault.words());
            age.setText(fault.age());
            detail.setText(fault.detail());
            tooltip.setText(fault.tooltip());
            setAccessibleText(fault.words() + ", " + fault.age() + ", " + fault.detail());
            heal.setText(fault.paused() == null ? "Clear" : "Resume");
            heal.setAccessibleText(heal.getText() + " " + fault.words());
            heal.setId("heal-" + fault.id());
            heal.setOnAction(event -> model.heal(fault));
            setGraphic(line);
        }
    }
}
