package dev.telltale.dashboard.journal;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.journal.JournalExport;
import dev.telltale.dashboard.viewmodel.journal.JournalKind;
import dev.telltale.dashboard.viewmodel.journal.JournalLine;
import dev.telltale.dashboard.viewmodel.journal.JournalViewModel;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The journal: one line per change of a status, per action and per begin or end of a fault. */
public final class JournalPane extends ListView<JournalLine> {
    private static final double LINE_HEIGHT = 26;
    private static final double ARROW_WIDTH = 16;

    public JournalPane(JournalViewModel model) {
        super(model.lines());
        setId("journal");
        setAccessibleText("Changes of statuses, and what was done");
        getStyleClass().addAll("journal", "edge-to-edge");
        setFixedCellSize(LINE_HEIGHT);
        setCellFactory(list -> new LineCell());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Copies.offer(this, this::selectedText);
        var placeholder = new Label();
        placeholder.getStyleClass().add("quiet");
        placeholder
                .textProperty()
                .bind(Bindings.when(model.isFilteredBinding())
                        .then("No line matches the filter.")
                        .otherwise("Nothing has changed, and nothing was done yet."));
        setPlaceholder(placeholder);
    }

    /** The selected lines, or without a selection all that are shown. */
    private String selectedText() {
        List<JournalLine> selected = getSelectionModel().getSelectedItems();
        return JournalExport.text(List.copyOf(selected.isEmpty() ? getItems() : selected));
    }

    private static final class LineCell extends ListCell<JournalLine> {
        /** Wider for a line that has a date. */
        private final Label time = label("time", 108, USE_COMPUTED_SIZE);

        private final Label about = label("about", 124, 150);
        private final Label from = label("from", 84, 84);
        private final Label arrow = new Label();
        private final Label to = label("to", 84, 84);
        private final Label detail = new Label();
        private final Node bolt = FaultIcon.graphic();
        private final Tooltip fullTime = new Tooltip();
        private final HBox whole = new HBox(time, about, from, arrow, to, detail);

        LineCell() {
            whole.getStyleClass().add("line");
            arrow.getStyleClass().add("quiet");
            arrow.setMinWidth(ARROW_WIDTH);
            arrow.setPrefWidth(ARROW_WIDTH);
            for (Label status : List.of(from, arrow, to)) {
                status.managedProperty().bind(status.visibleProperty());
            }
            time.setTooltip(fullTime);
            // Long lines end in an ellipsis; the list never scrolls sideways.
            setPrefWidth(0);
        }

        private static Label label(String styleClass, double minWidth, double width) {
            var label = new Label();
            label.getStyleClass().add(styleClass);
            label.setMinWidth(minWidth);
            label.setPrefWidth(width);
            return label;
        }

        @Override
        protected void updateItem(@Nullable JournalLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            if (line == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
            } else {
                show(line);
                setGraphic(whole);
                setAccessibleText(line.text());
            }
        }

        private void show(JournalLine line) {
            time.setText(line.time());
            fullTime.setText(line.fullTime());
            about.setText(line.about());
            detail.setText(line.detail());
            detail.setGraphic(line.kind() == JournalKind.FAULT ? bolt : null);
            JournalLine.Change change = line.change();
            boolean isChange = change != null;
            detail.getStyleClass().setAll("label", isChange ? "quiet" : "done");
            for (Label status : List.of(from, arrow, to)) {
                status.setVisible(isChange);
            }
            if (change != null) {
                show(from, change.from());
                arrow.setText(change.arrow());
                show(to, change.to());
            }
        }

        private static void show(Label label, CellState state) {
            label.setText(state.signAndWord());
            label.getStyleClass().removeAll("up", "suspect", "down", "unknown");
            label.getStyleClass().add(state.style());
        }
    }
}
