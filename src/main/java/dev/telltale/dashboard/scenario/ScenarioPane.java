package dev.telltale.dashboard.scenario;

import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The steps and the expectations of a scenario, and the buttons that run it. FX thread only. */
public final class ScenarioPane extends BorderPane {
    private static final double LINE_HEIGHT = 26;
    private static final double MAX_TOOLTIP_WIDTH = 420;

    private final ScenarioViewModel model;
    private final Button run = new Button("▶ Run");
    private final Button pause = new Button("Pause");
    private final Button step = new Button("Step");
    private final Button stop = new Button("■ Stop");

    public ScenarioPane(ScenarioViewModel model) {
        this.model = model;
        setId("scenarioPane");
        getStyleClass().add("scenario");
        var placeholder = new Label(
                "Open a scenario in the tool bar: its steps run one by one, then its expectations are checked.");
        placeholder.getStyleClass().add("quiet");
        var lists = new HBox(list("Steps", "steps", model.steps()), list("Expected", "expects", model.expectations()));
        lists.getStyleClass().add("lists");
        var content = new BorderPane(lists);
        content.setTop(head());
        content.visibleProperty().bind(model.stateProperty().isNotEqualTo(State.NONE));
        placeholder.visibleProperty().bind(content.visibleProperty().not());
        setCenter(new StackPane(placeholder, content));
        model.stateProperty().addListener((property, before, after) -> show(after));
        show(model.stateProperty().get());
    }

    private HBox head() {
        var heading = label("scenarioHeading", "heading");
        heading.textProperty().bind(model.headingProperty());
        heading.setMinWidth(Region.USE_PREF_SIZE);
        var description = label("scenarioDescription", "quiet");
        description.textProperty().bind(model.descriptionProperty());
        addFullTextTooltip(description);
        var note = label("scenarioNote", "note");
        note.textProperty().bind(model.noteProperty());
        addFullTextTooltip(note);
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        var words = new VBox(heading, description, note);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var clock = label("scenarioClock", "quiet");
        clock.textProperty().bind(model.clockProperty());
        clock.setMinWidth(Region.USE_PREF_SIZE);
        act(run, "scenarioRun", model::run);
        act(pause, "scenarioPause", model::pauseOrContinue);
        act(step, "scenarioStep", model::step);
        act(stop, "scenarioStop", model::stop);
        var head = new HBox(words, clock, run, pause, step, stop);
        head.getStyleClass().add("head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /** Adds a tooltip with the whole text, since the label may be cut. */
    private static void addFullTextTooltip(Label label) {
        var tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_TOOLTIP_WIDTH);
        tooltip.textProperty().bind(label.textProperty());
        label.setTooltip(tooltip);
    }

    private static Label label(String id, String style) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        return label;
    }

    private static void act(Button button, String id, Runnable action) {
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
    }

    private void show(State state) {
        run.setDisable(state.isPlaying() || state == State.UNFIT);
        pause.setDisable(state != State.RUNNING && state != State.PAUSED);
        pause.setText(state == State.PAUSED ? "Continue" : "Pause");
        step.setDisable(state == State.UNFIT || state == State.STARTING);
        stop.setDisable(!state.isPlaying());
    }

    private static VBox list(String title, String id, ObservableList<ScenarioLine> lines) {
        var list = new ListView<>(lines);
        list.setId(id);
        list.setAccessibleText(title);
        list.getStyleClass().add("edge-to-edge");
        list.setFixedCellSize(LINE_HEIGHT);
        list.setCellFactory(view -> new LineCell());
        VBox.setVgrow(list, Priority.ALWAYS);
        var heading = new Label(title);
        heading.getStyleClass().add("heading");
        var box = new VBox(heading, list);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(1);
        return box;
    }

    private static final class LineCell extends ListCell<ScenarioLine> {
        LineCell() {
            // Long lines end in an ellipsis; the list never scrolls sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ScenarioLine line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("passed", "failed", "active");
            if (line == null || empty) {
                setText(null);
                setAccessibleText(null);
                return;
            }
            String time = line.time().isEmpty() ? "" : line.time() + "  ";
            String detail = line.detail().isEmpty() ? "" : " · " + line.detail();
            setText(line.mark().sign() + "  " + time + line.words() + detail);
            setAccessibleText(line.mark().label() + ": " + line.words() + detail);
            switch (line.mark()) {
                case PASSED -> getStyleClass().add("passed");
                case FAILED -> getStyleClass().add("failed");
                case ACTIVE -> getStyleClass().add("active");
                default -> {
                    // No style.
                }
            }
        }
    }
}
