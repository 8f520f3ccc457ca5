package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.PseudoClasses;
import dev.telltale.dashboard.viewmodel.cell.VerdictLine;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The verdicts of the detectors, one per line, each with a bar of the progress to its next change. */
final class VerdictsPane extends GridPane {
    private static final double NAME_WIDTH = 66;
    private static final double STATUS_WIDTH = 74;

    private final List<Line> lines = new ArrayList<>();
    private boolean isStacked;

    VerdictsPane() {
        setId("verdicts");
        getStyleClass().add("verdicts");
    }

    /** The controls of one verdict; reused. */
    private static final class Line {
        private final Label name = new Label();
        private final Label status = new Label();
        private final ProgressBar bar = new ProgressBar(0);
        private final Label words = new Label();
        private final VBox nextChange = new VBox(bar, words);

        Line() {
            status.getStyleClass().add("status");
            words.getStyleClass().add("words");
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setMinWidth(0);
            bar.setPrefWidth(60);
            nextChange.getStyleClass().add("next-change");
            GridPane.setValignment(name, VPos.TOP);
            GridPane.setValignment(status, VPos.TOP);
            GridPane.setHgrow(nextChange, Priority.ALWAYS);
        }

        void show(VerdictLine line) {
            name.setId("verdict-" + line.detector().id());
            name.setText(line.detector().id());
            name.getStyleClass().removeAll("deciding");
            if (line.isSelected()) {
                name.getStyleClass().add("deciding");
            }
            status.setId("status-" + line.detector().id());
            status.setText(line.state().signAndWord());
            words.setId("words-" + line.detector().id());
            words.setText(String.join("\n", line.words()));
            PseudoClasses.show(status, line.state());
            PseudoClasses.show(bar, line.state());
            Double progress = line.progress();
            bar.setAccessibleText("Progress of " + line.detector().id() + " to its next change");
            bar.setVisible(progress != null);
            bar.setManaged(progress != null);
            if (progress != null) {
                bar.setProgress(progress);
            }
        }
    }

    void show(List<VerdictLine> verdicts) {
        if (lines.size() != verdicts.size()) {
            lines.clear();
            verdicts.forEach(verdict -> lines.add(new Line()));
            place();
        }
        for (int i = 0; i < verdicts.size(); i++) {
            lines.get(i).show(verdicts.get(i));
        }
    }

    /** Sets whether the bar and the words are below the name and the status, for a narrow pane. */
    void setStacked(boolean stacked) {
        isStacked = stacked;
        place();
    }

    private void place() {
        getChildren().clear();
        var rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        rest.setFillWidth(true);
        rest.setMinWidth(0);
        getColumnConstraints().setAll(fixed(NAME_WIDTH), isStacked ? rest : fixed(STATUS_WIDTH));
        if (!isStacked) {
            getColumnConstraints().add(rest);
        }
        int row = 0;
        for (Line line : lines) {
            GridPane.setHalignment(line.status, isStacked ? HPos.RIGHT : HPos.LEFT);
            add(line.name, 0, row);
            add(line.status, 1, row);
            if (isStacked) {
                add(line.nextChange, 0, ++row, 2, 1);
            } else {
                add(line.nextChange, 2, row);
            }
            row++;
        }
    }

    private static ColumnConstraints fixed(double width) {
        var column = new ColumnConstraints(width);
        column.setMinWidth(width);
        return column;
    }
}
