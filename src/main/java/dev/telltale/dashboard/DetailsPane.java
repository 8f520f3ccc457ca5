package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.CellDetails;
import dev.telltale.dashboard.viewmodel.CellDetails.Field;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import java.util.ArrayList;
import java.util.List;
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

    private final Label title = new Label();
    private final Label hint = new Label(HINT);
    private final GridPane facts = new GridPane();
    private final List<Line> lines = new ArrayList<>();

    /** A label and its value; reused, since ages change every second. */
    private record Line(Label label, Label value, Tooltip tooltip) {}

    DetailsPane(GridViewModel model) {
        setId("details");
        getStyleClass().add("details");
        title.getStyleClass().add("heading");
        hint.getStyleClass().add("quiet");
        hint.setWrapText(true);
        facts.getStyleClass().add("facts");
        var labels = new ColumnConstraints();
        labels.setMinWidth(Region.USE_PREF_SIZE);
        labels.setPrefWidth(96);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        facts.getColumnConstraints().setAll(labels, values);
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

    private void build(int count) {
        lines.clear();
        facts.getChildren().clear();
        for (int row = 0; row < count; row++) {
            var line = new Line(new Label(), new Label(), new Tooltip());
            line.label().getStyleClass().add("quiet");
            line.value().setWrapText(true);
            line.value().setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setValignment(line.label(), VPos.TOP);
            facts.addRow(row, line.label(), line.value());
            lines.add(line);
        }
        if (!lines.isEmpty()) {
            lines.get(0).value().getStyleClass().add("believes");
        }
    }
}
