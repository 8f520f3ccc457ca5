package dev.telltale.dashboard.viewmodel.scenario;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.ScenarioPlayer;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Runs a scenario on the panel's own cluster: its steps, their progress, and the results of its expectations. */
public final class ScenarioViewModel {
    private final OwnCluster ownCluster;
    private final Supplier<Testbed> testbeds;
    private final Executor thread;
    private final Consumer<String> notice;
    private @Nullable ScenarioPlayer player;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Scenario> scenario = new ReadOnlyObjectWrapper<>(this, "scenario");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper clock = new ReadOnlyStringWrapper(this, "clock", "");
    private final ObservableList<ScenarioLine> steps = FXCollections.observableArrayList();
    private final ObservableList<ScenarioLine> expectations = FXCollections.observableArrayList();

    /** The state of the chosen scenario. */
    public enum State {
        /** No scenario is chosen. */
        NONE,
        /** Chosen, and can be run. */
        READY,
        /** Chosen, but written for other nodes or another rhythm than this cluster has. */
        UNFIT,
        /** Nodes are being started. */
        STARTING,
        RUNNING,
        PAUSED,
        OVER;

        public boolean isPlaying() {
            return this == STARTING || this == RUNNING || this == PAUSED;
        }
    }

    /**
     * No scenario is chosen at first.
     *
     * @param testbeds creates the testbed on the panel's cluster; called on the thread of the player
     * @param thread runs tasks on the thread that this view model is confined to
     * @param notice receives failures, in one sentence each
     */
    public ScenarioViewModel(
            ClusterConfig config, Supplier<Testbed> testbeds, Executor thread, Consumer<String> notice) {
        ownCluster = new OwnCluster(config);
        this.testbeds = testbeds;
        this.thread = thread;
        this.notice = notice;
    }

    /** Shows this scenario, and stops the running one. */
    public void choose(Scenario chosen) {
        stop();
        scenario.set(chosen);
        reset(chosen);
        ownCluster.choose(chosen);
        note.set(ownCluster.misfit(chosen));
        state.set(note.get().isEmpty() ? State.READY : State.UNFIT);
    }

    private void reset(Scenario chosen) {
        clock.set("");
        steps.clear();
        for (Step step : chosen.steps()) {
            String lasting = step.duration() == null ? "" : ", for " + DurationFormat.setting(step.duration());
            steps.add(new ScenarioLine(
                    DurationFormat.setting(step.at()), step.action().words() + lasting, Mark.WAITING, ""));
        }
        markNext();
        expectations.setAll(chosen.expectations().stream()
                .map(expectation -> new ScenarioLine("", expectation.words(chosen), Mark.WAITING, ""))
                .toList());
    }

    /** Starts the nodes that do not run, and runs the scenario from the beginning. Returns at once. */
    public void run() {
        begin(made -> {});
    }

    /** @param first receives the player before it starts */
    private void begin(Consumer<ScenarioPlayer> first) {
        Scenario chosen = scenario.get();
        if (chosen == null || state.get() == State.UNFIT || state.get().isPlaying()) {
            return;
        }
        reset(chosen);
        note.set("");
        state.set(State.STARTING);
        var events = new Events(chosen);
        var made = new ScenarioPlayer(chosen, testbeds, events);
        events.own = made;
        player = made;
        first.accept(made);
        made.start();
    }

    /** Stops or continues the scenario's time; active faults stay active. */
    public void pauseOrContinue() {
        ScenarioPlayer playing = player;
        if (playing != null && state.get().isPlaying()) {
            boolean isPaused = state.get() == State.PAUSED;
            playing.pause(!isPaused);
            state.set(isPaused ? State.RUNNING : State.PAUSED);
        }
    }

    /** Executes the next step now and pauses after it; begins the scenario if it does not run yet. */
    public void step() {
        ScenarioPlayer playing = player;
        if (playing != null && state.get().isPlaying()) {
            stepOn(playing);
        } else {
            begin(this::stepOn);
        }
    }

    private void stepOn(ScenarioPlayer playing) {
        playing.pause(true);
        playing.step();
        state.set(State.PAUSED);
    }

    /** Ends the scenario and clears its faults. */
    public void stop() {
        ScenarioPlayer playing = player;
        if (playing != null) {
            playing.stop();
        }
    }

    private void markNext() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).mark() == Mark.WAITING) {
                steps.set(i, steps.get(i).with(Mark.NEXT));
                return;
            }
        }
    }

    private void onStep(int number, Step step, boolean isEnd) {
        boolean isOver = isEnd || step.duration() == null;
        steps.set(number - 1, steps.get(number - 1).with(isOver ? Mark.DONE : Mark.ACTIVE));
        if (!isEnd) {
            markNext();
        }
    }

    private void onOver(@Nullable RunResult result, boolean isAsWritten, @Nullable String problem) {
        player = null;
        state.set(State.OVER);
        if (problem != null) {
            notice.accept("The scenario ended early: " + problem + ".");
        }
        String unjudged = result == null ? "the run ended early" : isAsWritten ? "" : "the run was paused or stepped";
        for (int i = 0; i < expectations.size(); i++) {
            ScenarioLine line = expectations.get(i);
            expectations.set(
                    i,
                    result != null && unjudged.isEmpty()
                            ? judged(line, result.expectations().get(i))
                            : line.with(Mark.UNKNOWN, unjudged));
        }
        if (result == null) {
            note.set("Ended early; its faults are cleared.");
        } else if (!isAsWritten) {
            note.set("Paused or stepped during the run, so its expectations are not checked.");
        }
    }

    private static ScenarioLine judged(ScenarioLine line, RunResult.ExpectationResult verdict) {
        Mark mark = switch (verdict.result()) {
            case PASSED -> Mark.PASSED;
            case FAILED -> Mark.FAILED;
            case SKIPPED -> Mark.UNKNOWN;
        };
        return line.with(mark, verdict.detail());
    }

    /** Passes the events of the current player to the view model's thread; those of an earlier player are ignored. */
    private final class Events implements ScenarioPlayer.Listener {
        private final Scenario played;
        private @Nullable ScenarioPlayer own;

        Events(Scenario played) {
            this.played = played;
        }

        private void onThread(Runnable event) {
            thread.execute(() -> {
                if (own == player) {
                    event.run();
                }
            });
        }

        @Override
        public void onClock(Duration time) {
            onThread(() -> {
                if (state.get() == State.STARTING) {
                    state.set(State.RUNNING);
                }
                clock.set(DurationFormat.setting(time) + " of " + DurationFormat.setting(played.end()));
            });
        }

        @Override
        public void onStep(int number, Step step, boolean isEnd) {
            onThread(() -> ScenarioViewModel.this.onStep(number, step, isEnd));
        }

        @Override
        public void onFinished(@Nullable RunResult result, boolean isAsWritten, @Nullable String problem) {
            onThread(() -> ScenarioViewModel.this.onOver(result, isAsWritten, problem));
        }
    }

    /** The offer to play the scenario on a cluster of its own. */
    public OwnCluster ownCluster() {
        return ownCluster;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The chosen scenario; null if none is. */
    public ReadOnlyObjectProperty<@Nullable Scenario> scenarioProperty() {
        return scenario.getReadOnlyProperty();
    }

    /** A remark on the run in one sentence; mostly empty. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** "3.2 s of 10 s". */
    public ReadOnlyStringProperty clockProperty() {
        return clock.getReadOnlyProperty();
    }

    public ObservableList<ScenarioLine> steps() {
        return steps;
    }

    public ObservableList<ScenarioLine> expectations() {
        return expectations;
    }
}
