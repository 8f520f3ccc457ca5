package dev.telltale.dashboard.scenario;

import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioSummary;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import dev.telltale.scenario.Scenario;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The open scenario: title, buttons and summary, below them what it shows, its steps and its expectations, which scroll.
 * Its texts are wrapped, not cut. FX thread only.
 */
public final class ScenarioPane extends BorderPane {
    private final ScenarioViewModel model;
    private final Button ownCluster = new Button();
    private final Button back = new Button();
    private final Label heading = wrapped("scenarioHeading", "title");
    private final Label size = wrapped("scenarioSize", "quiet");
    private final Label summary = wrapped("scenarioSummary", "summary");
    private final Label note = wrapped("scenarioNote", "note");
    private final Label description = wrapped("scenarioDescription", "description");
    private final ScenarioRows steps;
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final Button run = new Button("▶ Run");
    private final Button pause = new Button("Pause");
    private final Button step = new Button("Step");
    private final Button stop = new Button("■ Stop");

    /** @param hide hides the pane; a scenario that runs goes on */
    public ScenarioPane(ScenarioViewModel model, Runnable hide) {
        this.model = model;
        setId("scenarioPane");
        getStyleClass().add("scenario");
        setTop(head(hide));
        steps = ScenarioRows.ofSteps(model.steps());
        content.getChildren()
                .setAll(
                        note,
                        description,
                        section("Steps"),
                        steps,
                        section("Expected"),
                        ScenarioRows.ofExpectations(model.expectations()));
        content.getStyleClass().add("content");
        scroll.setId("scenarioScroll");
        scroll.setAccessibleText("Steps and expectations");
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        note.textProperty().bind(model.noteProperty());
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        model.scenarioProperty().addListener((property, before, after) -> {
            show(after);
            scroll.setVvalue(0);
        });
        model.stateProperty().addListener((property, before, after) -> show(after));
        model.clockProperty().addListener((property, before, after) -> showSummary());
        model.expectations().addListener((Observable changed) -> showSummary());
        // After the listener of the rows: an invalidation listener would be called before it.
        model.steps().addListener((ListChangeListener<ScenarioLine>) change -> revealPresent());
        show(model.scenarioProperty().get());
        show(model.stateProperty().get());
    }

    private VBox head(Runnable hide) {
        var close = new Button("✕");
        act(close, "scenarioHide", hide);
        close.getStyleClass().add("flat");
        close.setAccessibleText("Hide the scenario");
        LazyTooltip.install(close, "Hide the scenario; if it runs, it goes on");
        HBox.setHgrow(heading, Priority.ALWAYS);
        var title = new HBox(heading, close);
        title.setAlignment(Pos.TOP_LEFT);
        act(run, "scenarioRun", model::run);
        act(pause, "scenarioPause", model::pauseOrContinue);
        act(step, "scenarioStep", model::step);
        act(stop, "scenarioStop", model::stop);
        act(ownCluster, "scenarioOwnCluster", model.ownCluster()::play);
        offer(ownCluster, model.ownCluster().playProperty());
        ownCluster.getStyleClass().add("success");
        act(back, "scenarioBack", model.ownCluster()::goBack);
        offer(back, model.ownCluster().backProperty());
        var buttons = new FlowPane(ownCluster, back, run, pause, step, stop);
        buttons.getStyleClass().add("buttons");
        var head = new VBox(title, size, buttons, summary);
        head.getStyleClass().add("head");
        return head;
    }

    private static Label wrapped(String id, String style) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static Label section(String title) {
        var label = new Label(title);
        label.getStyleClass().addAll("heading", "section");
        return label;
    }

    private static void act(Button button, String id, Runnable action) {
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
    }

    /** Shows the button while its text is not empty. */
    private static void offer(Button button, ReadOnlyStringProperty text) {
        button.textProperty().bind(text);
        button.visibleProperty().bind(text.isNotEmpty());
        button.managedProperty().bind(button.visibleProperty());
    }

    private void show(@Nullable Scenario scenario) {
        heading.setText(scenario == null ? "" : scenario.heading());
        size.setText(scenario == null ? "" : scenario.sizeInWords());
        description.setText(scenario == null ? "" : scenario.description());
    }

    private void show(State state) {
        run.setDisable(state.isPlaying() || state == State.UNFIT);
        pause.setDisable(state != State.RUNNING && state != State.PAUSED);
        pause.setText(state == State.PAUSED ? "Continue" : "Pause");
        step.setDisable(state == State.UNFIT || state == State.STARTING);
        stop.setDisable(!state.isPlaying());
        showSummary();
        revealPresent();
    }

    /** Scrolls to the present step of a scenario that runs. */
    private void revealPresent() {
        if (model.stateProperty().get().isPlaying()) {
            steps.first(Mark.ACTIVE, Mark.NEXT).ifPresent(this::reveal);
        }
    }

    /** Scrolls as little as possible. */
    private void reveal(Node row) {
        applyCss();
        layout();
        double height = scroll.getViewportBounds().getHeight();
        double hidden = content.getHeight() - height;
        if (hidden > 0) {
            Bounds place = content.sceneToLocal(row.localToScene(row.getLayoutBounds()));
            double top = Math.min(place.getMinY(), Math.max(place.getMaxY() - height, scroll.getVvalue() * hidden));
            scroll.setVvalue(top / hidden);
        }
    }

    private void showSummary() {
        var shown = ScenarioSummary.of(
                model.stateProperty().get(), model.clockProperty().get(), model.expectations());
        summary.setText(shown.mark().sign() + " " + shown.words());
        summary.getStyleClass().setAll("label", "summary", shown.mark().style());
    }
}
