package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.CellDetails;
import dev.telltale.dashboard.viewmodel.CellDetails.Field;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All that is known of the hovered or selected cell. */
final class DetailsPane extends VBox {
    private static final String HINT = "Point at a cell of the grid, or move to one with the arrow keys:"
            + " here stands what that observer holds of that node, and on what evidence.";

    private static final PseudoClass STACKED = PseudoClass.getPseudoClass("stacked");
    private static final double LABEL_WIDTH = 96;

    private final Label title = new Label();
    private final Label hint = new Label(HINT);
    private final GridPane facts = new GridPane();
    private final List<Line> lines = new ArrayList<>();

    private boolean isStacked;

    /** A label and its value; reused, since ages change every second. */
    private record Line(Label label, Label value, Tooltip tooltip) {}

    DetailsPane(GridViewModel model) {
        setId("details");
        getStyleClass().add("details");
        title.getStyleClass().add("heading");
        hint.getStyleClass().add("quiet");
        hint.setWrapText(true);
        facts.getStyleClass().add("facts");
        model.detailsProperty().addListener((property, before, after) -> show(after));
        show(model.detailsProperty().get());
    }

    private void show(@Nullable CellDetails details) {
        if (details == null) {
            title.setText("One cell");
            getChildren().setAll(title, hint);
            return;
        }
        title.setText(details.title());
        List<Field> fields = details.fields();
        if (lines.size() != fields.size()) {
            build(fields.size());
        }
        for (int i = 0; i < fields.size(); i++) {
            show(lines.get(i), fields.get(i));
        }
        PseudoClasses.show(lines.get(0).value(), details.health());
        if (!getChildren().contains(facts)) {
            getChildren().setAll(title, facts);
        }
    }

    private static void show(Line line, Field field) {
        line.label().setText(field.label());
        line.value().setText(field.value());
        line.tooltip().setText(field.tooltip());
        line.value().setTooltip(field.tooltip().isEmpty() ? null : line.tooltip());
    }

    /** Whether a value stands below its label, where a pane is too narrow for both. */
    void setStacked(boolean isStacked) {
        if (this.isStacked != isStacked) {
            this.isStacked = isStacked;
            place();
        }
    }

    private void place() {
        facts.pseudoClassStateChanged(STACKED, isStacked);
        facts.getChildren().clear();
        var labels = new ColumnConstraints();
        labels.setMinWidth(isStacked ? 0 : LABEL_WIDTH);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        facts.getColumnConstraints().setAll(isStacked ? List.of(values) : List.of(labels, values));
        for (int row = 0; row < lines.size(); row++) {
            Line line = lines.get(row);
            if (isStacked) {
                facts.addColumn(0, line.label(), line.value());
            } else {
                facts.addRow(row, line.label(), line.value());
            }
        }
    }

    private void build(int count) {
        lines.clear();
        for (int row = 0; row < count; row++) {
            var line = new Line(new Label(), new Label(), new Tooltip());
            line.label().getStyleClass().add("quiet");
            line.value().getStyleClass().add("value");
            line.value().setWrapText(true);
            line.value().setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setValignment(line.label(), VPos.TOP);
            lines.add(line);
        }
        if (!lines.isEmpty()) {
            lines.get(0).value().getStyleClass().add("believes");
        }
        place();
    }
}
