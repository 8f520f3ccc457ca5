package dev.telltale.dashboard.scenario;

import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The steps or the expectations of a scenario, a row each: sign, words and result. Long texts are wrapped, not cut. */
final class ScenarioRows extends VBox {
    private final Function<ScenarioLine, HBox> row;

    private ScenarioRows(String id, ObservableList<ScenarioLine> lines, Function<ScenarioLine, HBox> row) {
        this.row = row;
        setId(id);
        getStyleClass().add("rows");
        lines.addListener((ListChangeListener<ScenarioLine>) this::change);
        getChildren().setAll(rows(lines));
    }

    /** Each step with its time. */
    static ScenarioRows ofSteps(ObservableList<ScenarioLine> steps) {
        return new ScenarioRows(
                "steps",
                steps,
                step -> new HBox(fixed("sign", step.mark().sign()), fixed("time", step.time()), texts(step)));
    }

    static ScenarioRows ofExpectations(ObservableList<ScenarioLine> expectations) {
        return new ScenarioRows(
                "expectations",
                expectations,
                expectation -> new HBox(fixed("sign", expectation.mark().sign()), texts(expectation)));
    }

    /** The words and below them the result, which has room from the beginning. */
    private static VBox texts(ScenarioLine line) {
        var texts = new VBox(wrapped("words", line.words()), wrapped("result", line.result()));
        HBox.setHgrow(texts, Priority.ALWAYS);
        return texts;
    }

    private static Label fixed(String style, String text) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label wrapped(String style, String text) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** The first row with one of these marks, the first mark first; empty if no row has one. */
    Optional<Node> first(Mark... marks) {
        return Stream.of(marks)
                .map(mark -> lookup("." + mark.style()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private List<Node> rows(List<? extends ScenarioLine> lines) {
        return lines.stream().map(this::row).toList();
    }

    private Node row(ScenarioLine line) {
        HBox shown = row.apply(line);
        shown.getStyleClass().addAll("row", line.mark().style());
        return shown;
    }

    private void change(ListChangeListener.Change<? extends ScenarioLine> change) {
        while (change.next()) {
            getChildren().remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
            getChildren().addAll(change.getFrom(), rows(change.getAddedSubList()));
        }
    }
}
