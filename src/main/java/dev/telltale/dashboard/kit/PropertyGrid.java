package dev.telltale.dashboard.kit;

import dev.telltale.dashboard.viewmodel.cell.CellDetails.Field;
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

/** A list of labels and values, side by side or stacked. Reuses its controls, since the ages change every second. */
public final class PropertyGrid extends GridPane {
    private static final PseudoClass STACKED = PseudoClass.getPseudoClass("stacked");
    private static final PseudoClass NOT_KNOWN = PseudoClass.getPseudoClass("not-known");
    private static final double LABEL_WIDTH = 92;

    private final List<Line> lines = new ArrayList<>();
    private boolean isStacked;

    private record Line(Label label, Label value, Tooltip tooltip) {}

    public PropertyGrid() {
        getStyleClass().add("facts");
    }

    /** Shows these fields, one per line. */
    public void show(List<Field> fields) {
        if (lines.size() != fields.size()) {
            build(fields.size());
        }
        for (int i = 0; i < fields.size(); i++) {
            show(lines.get(i), fields.get(i));
        }
    }

    private static void show(Line line, Field field) {
        line.label().setText(field.label());
        line.value().setText(field.value());
        line.value().pseudoClassStateChanged(NOT_KNOWN, !field.isKnown());
        line.tooltip().setText(field.tooltip());
        line.value().setTooltip(field.tooltip().isEmpty() ? null : line.tooltip());
    }

    /** The value label of a line, from 0. */
    public Label value(int line) {
        return lines.get(line).value();
    }

    /** Sets whether each value is below its label, for a narrow pane. */
    public void setStacked(boolean stacked) {
        isStacked = stacked;
        place();
    }

    private void place() {
        pseudoClassStateChanged(STACKED, isStacked);
        getChildren().clear();
        var labels = new ColumnConstraints();
        labels.setMinWidth(isStacked ? 0 : LABEL_WIDTH);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().setAll(isStacked ? List.of(values) : List.of(labels, values));
        for (int row = 0; row < lines.size(); row++) {
            Line line = lines.get(row);
            if (isStacked) {
                addColumn(0, line.label(), line.value());
            } else {
                addRow(row, line.label(), line.value());
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
        place();
    }
}
