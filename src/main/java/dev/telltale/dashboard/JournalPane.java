package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.JournalViewModel;
import dev.telltale.dashboard.viewmodel.JournalViewModel.Line;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The journal: one line per change of a status. */
final class JournalPane extends ListView<Line> {
    private static final double LINE_HEIGHT = 26;
    private static final double ARROW_WIDTH = 16;

    JournalPane(JournalViewModel model) {
        super(model.lines());
        setId("journal");
        setAccessibleText("Changes of statuses");
        getStyleClass().addAll("journal", "edge-to-edge");
        setFixedCellSize(LINE_HEIGHT);
        setCellFactory(list -> new LineCell());
        var placeholder = new Label();
        placeholder.getStyleClass().add("quiet");
        placeholder
                .textProperty()
                .bind(javafx.beans.binding.Bindings.when(model.filterProperty().isEmpty())
                        .then("No change of status yet.")
                        .otherwise("No line has all these words."));
        setPlaceholder(placeholder);
    }

    private static final class LineCell extends ListCell<Line> {
        private final Label time = label("time", 108);
        private final Label pair = label("pair", 150);
        private final Label from = label("from", 84);
        private final Label arrow = new Label();
        private final Label to = label("to", 84);
        private final Label evidence = new Label();
        private final Tooltip fullTime = new Tooltip();
        private final HBox change = new HBox(time, pair, from, arrow, to, evidence);

        LineCell() {
            change.getStyleClass().add("line");
            evidence.getStyleClass().add("quiet");
            arrow.getStyleClass().add("quiet");
            arrow.setMinWidth(ARROW_WIDTH);
            arrow.setPrefWidth(ARROW_WIDTH);
            time.setTooltip(fullTime);
            // Long lines end in an ellipsis; the list never scrolls sideways.
            setPrefWidth(0);
        }

        private static Label label(String styleClass, double width) {
            var label = new Label();
            label.getStyleClass().add(styleClass);
            label.setMinWidth(Math.min(width, 96));
            label.setPrefWidth(width);
            return label;
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setAccessibleText(line == null || empty ? null : line.text());
            if (line == null || empty) {
                setText(null);
                setGraphic(null);
            } else if (!line.remark().isEmpty()) {
                setText(line.remark());
                setGraphic(null);
            } else {
                setText(null);
                show(line);
                setGraphic(change);
            }
        }

        private void show(Line line) {
            time.setText(line.time());
            fullTime.setText(line.fullTime());
            pair.setText(line.pair());
            show(from, line.from());
            arrow.setText(line.arrow());
            show(to, line.to());
            evidence.setText(line.evidence());
        }

        private static void show(Label label, CellState state) {
            label.setText(state.signAndWord());
            label.getStyleClass().removeAll("up", "suspect", "down", "unknown");
            label.getStyleClass().add(state.style());
        }
    }
}
