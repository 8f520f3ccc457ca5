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

/** A scenario's steps beside its expectations, and the buttons that play it. */
public final class ScenarioPane extends BorderPane {
    private static final double LINE_HEIGHT = 26;
    private static final double WIDEST_TIP = 420;

    private final ScenarioViewModel model;
    private final Button run = new Button("▶ Run");
    private final Button pause = new Button("Pause");
    private final Button step = new Button("Step");
    private final Button stop = new Button("■ Stop");

    public ScenarioPane(ScenarioViewModel model) {
        this.model = model;
        setId("scenarioPane");
        getStyleClass().add("scenario");
        var nothing = new Label("Choose a scenario in the tool bar: a lesson that runs by itself, step by step.");
        nothing.getStyleClass().add("quiet");
        var lists =
                new HBox(list("Steps", "steps", model.steps()), list("Shall be seen", "expects", model.expectations()));
        lists.getStyleClass().add("lists");
        var played = new BorderPane(lists);
        played.setTop(head());
        played.visibleProperty().bind(model.stateProperty().isNotEqualTo(State.NONE));
        nothing.visibleProperty().bind(played.visibleProperty().not());
        setCenter(new StackPane(nothing, played));
        model.stateProperty().addListener((property, before, after) -> show(after));
        show(model.stateProperty().get());
    }

    private HBox head() {
        var heading = label("scenarioHeading", "heading");
        heading.textProperty().bind(model.headingProperty());
        heading.setMinWidth(Region.USE_PREF_SIZE);
        var teaches = label("scenarioTeaches", "quiet");
        teaches.textProperty().bind(model.teachesProperty());
        tell(teaches);
        var note = label("scenarioNote", "note");
        note.textProperty().bind(model.noteProperty());
        tell(note);
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        var words = new VBox(heading, teaches, note);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var clock = label("scenarioClock", "quiet");
        clock.textProperty().bind(model.clockProperty());
        clock.setMinWidth(Region.USE_PREF_SIZE);
        act(run, "scenarioRun", model::run);
        act(pause, "scenarioPause", model::pauseOrGoOn);
        act(step, "scenarioStep", model::step);
        act(stop, "scenarioStop", model::stop);
        var head = new HBox(words, clock, run, pause, step, stop);
        head.getStyleClass().add("head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /** All of its text, however much of it there is room for. */
    private static void tell(Label label) {
        var tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDEST_TIP);
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
        pause.setText(state == State.PAUSED ? "Go on" : "Pause");
        step.setDisable(state == State.UNFIT || state == State.STARTING);
        stop.setDisable(!state.isPlaying());
    }

    private static VBox list(String title, String id, ObservableList<ScenarioLine> lines) {
        var list = new ListView<>(lines);
        list.setId(id);
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
            // As wide as the list: what does not fit ends in an ellipsis, it does not scroll.
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
            setAccessibleText(line.mark().word() + ": " + line.words() + detail);
            switch (line.mark()) {
                case PASSED -> getStyleClass().add("passed");
                case FAILED -> getStyleClass().add("failed");
                case ACTIVE -> getStyleClass().add("active");
                default -> {
                    // Plain.
                }
            }
        }
    }
}
