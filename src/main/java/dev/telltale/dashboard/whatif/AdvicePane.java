package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.viewmodel.whatif.AdviceViewModel;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** "Which timeout should I set?": two goals, the answer, and the lines for cluster.json. FX thread only. */
final class AdvicePane extends VBox {
    private static final double FIELD_WIDTH = 100;
    /** A little more than the mean, so that no row is hidden. */
    private static final double CHARACTER_WIDTH = 6.9;

    private static final double MARGINS = 30;

    AdvicePane(AdviceViewModel model) {
        setId("advice");
        getStyleClass().add("advice");
        var title = new Label("Which timeout should I set?");
        title.getStyleClass().add("heading");
        Label within = label("Detect within");
        Label mistakes = label("Mistakes of a link, at most");
        var ask = new Button("Recommend");
        ask.setId("recommend");
        ask.setOnAction(event -> model.ask());
        var cancel = new Button("Cancel");
        cancel.setId("cancelAdvice");
        cancel.setOnAction(event -> model.cancel());
        var progress = new ProgressBar();
        progress.setAccessibleText("Progress of the recommendation");
        progress.progressProperty().bind(model.progressProperty());
        var running = model.progressProperty().greaterThanOrEqualTo(0);
        for (Node node : new Node[] {cancel, progress}) {
            node.visibleProperty().bind(running);
            node.managedProperty().bind(running);
        }
        ask.disableProperty().bind(running);
        var line = new FlowPane(
                within,
                field("adviceWithin", "Detect within", model.detectWithinProperty(), model),
                mistakes,
                field("adviceMistakes", "Mistakes of a link", model.mistakesProperty(), model),
                ask,
                progress,
                cancel);
        line.getStyleClass().add("line");
        getChildren().addAll(title, line, problem(model.problemProperty()), answer(model), snippet(model));
    }

    private static Label label(String words) {
        var label = new Label(words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static TextField field(String id, String name, StringProperty text, AdviceViewModel model) {
        var field = new TextField();
        field.setId(id);
        field.setPrefWidth(FIELD_WIDTH);
        field.setAccessibleText(name);
        field.textProperty().bindBidirectional(text);
        field.setOnAction(event -> model.ask());
        return field;
    }

    private static Label problem(ObservableStringValue text) {
        var problem = new Label();
        problem.setId("adviceProblem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.textProperty().bind(text);
        showIfAny(problem, text);
        return problem;
    }

    private static void showIfAny(Node node, ObservableStringValue text) {
        var any = Bindings.isNotEmpty(text);
        node.visibleProperty().bind(any);
        node.managedProperty().bind(any);
    }

    private static Node answer(AdviceViewModel model) {
        TextArea answer = area("adviceAnswer", "Recommendation", model.answerProperty());
        Runnable fit = () -> {
            double inRow = Math.max(20, (answer.getWidth() - MARGINS) / CHARACTER_WIDTH);
            answer.setPrefRowCount(answer.getText()
                    .lines()
                    .mapToInt(row -> 1 + (int) (row.length() / inRow))
                    .sum());
        };
        answer.textProperty().addListener((property, before, after) -> fit.run());
        answer.widthProperty().addListener((property, before, after) -> fit.run());
        return answer;
    }

    private static TextArea area(String id, String name, ObservableStringValue text) {
        var area = new TextArea();
        area.setId(id);
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(name);
        area.setMinHeight(Region.USE_PREF_SIZE);
        area.textProperty().bind(text);
        showIfAny(area, text);
        return area;
    }

    private static Node snippet(AdviceViewModel model) {
        TextArea lines = area("adviceSnippet", "Lines for cluster.json", model.snippetProperty());
        lines.getStyleClass().add("output");
        model.snippetProperty()
                .addListener((property, before, after) ->
                        lines.setPrefRowCount(1 + (int) after.lines().count()));
        var copy = new Button("Copy");
        copy.setId("copySnippet");
        copy.setAccessibleText("Copy the lines for cluster.json");
        copy.setOnAction(event -> Copies.copy(model.snippetProperty().get()));
        var head = new HBox(label("For cluster.json:"), copy);
        head.getStyleClass().add("line");
        var box = new VBox(head, lines);
        box.getStyleClass().add("snippet");
        showIfAny(box, model.snippetProperty());
        return box;
    }
}
