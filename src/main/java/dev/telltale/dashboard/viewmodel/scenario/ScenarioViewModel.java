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

/** A scenario that is played on the panel's own cluster: its steps, how far it is, and what came true. */
public final class ScenarioViewModel {
    private final ClusterConfig config;
    private final Supplier<Testbed> stages;
    private final Executor thread;
    private final Consumer<String> notice;
    private @Nullable Scenario scenario;
    private @Nullable ScenarioPlayer player;

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NONE);
    private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper(this, "heading", "");
    private final ReadOnlyStringWrapper teaches = new ReadOnlyStringWrapper(this, "teaches", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private final ReadOnlyStringWrapper clock = new ReadOnlyStringWrapper(this, "clock", "");
    private final ObservableList<ScenarioLine> steps = FXCollections.observableArrayList();
    private final ObservableList<ScenarioLine> expectations = FXCollections.observableArrayList();

    /** Where it stands. */
    public enum State {
        /** None is chosen. */
        NONE,
        /** Chosen, and can be played. */
        READY,
        /** Chosen, and does not fit this cluster. */
        UNFIT,
        /** The nodes are started. */
        STARTING,
        RUNNING,
        PAUSED,
        OVER;

        public boolean isPlaying() {
            return this == STARTING || this == RUNNING || this == PAUSED;
        }
    }

    /**
     * Nothing is chosen yet.
     *
     * @param stages makes a stage on the panel's cluster, on the thread that plays
     * @param thread that this view model is confined to
     * @param notice is told in one sentence what went wrong
     */
    public ScenarioViewModel(ClusterConfig config, Supplier<Testbed> stages, Executor thread, Consumer<String> notice) {
        this.config = config;
        this.stages = stages;
        this.thread = thread;
        this.notice = notice;
    }

    /** Shows it, and stops one that is played. */
    public void choose(Scenario chosen) {
        stop();
        scenario = chosen;
        heading.set(chosen.heading());
        teaches.set(chosen.teaches());
        reset(chosen);
        boolean fits = config.ids().containsAll(chosen.ids());
        state.set(fits ? State.READY : State.UNFIT);
        note.set(
                fits
                        ? noteOf(chosen)
                        : "It needs " + chosen.ids().get(chosen.nodes() - 1)
                                + ", which is not in this config; telltale run plays it on a cluster of its own.");
    }

    private void reset(Scenario chosen) {
        clock.set("");
        steps.clear();
        for (Step step : chosen.steps()) {
            String lasting = step.lasting() == null ? "" : ", for " + DurationFormat.setting(step.lasting());
            steps.add(new ScenarioLine(
                    DurationFormat.setting(step.at()), step.act().words() + lasting, Mark.WAITING, ""));
        }
        markNext();
        expectations.setAll(chosen.expectations().stream()
                .map(expectation -> new ScenarioLine("", expectation.words(chosen), Mark.WAITING, ""))
                .toList());
    }

    private String noteOf(Scenario chosen) {
        return isJudged(chosen)
                ? ""
                : "Written for a beat of "
                        + DurationFormat.setting(chosen.heartbeat().interval()) + " and a timeout of "
                        + DurationFormat.setting(chosen.heartbeat().timeout())
                        + "; with those of this cluster its expectations are not judged. telltale run judges them.";
    }

    private boolean isJudged(Scenario chosen) {
        return chosen.heartbeat().equals(config.heartbeat());
    }

    /** Starts what does not run, and plays from the beginning. */
    public void run() {
        begin(made -> {});
    }

    /** @param first is told before anything of it is played */
    private void begin(Consumer<ScenarioPlayer> first) {
        Scenario chosen = scenario;
        if (chosen == null || state.get() == State.UNFIT || state.get().isPlaying()) {
            return;
        }
        reset(chosen);
        note.set(noteOf(chosen));
        state.set(State.STARTING);
        var events = new Events(chosen);
        var made = new ScenarioPlayer(chosen, stages, events);
        events.own = made;
        player = made;
        first.accept(made);
        made.start();
    }

    /** Its time stands still, or goes on; what is broken stays so. */
    public void pauseOrGoOn() {
        ScenarioPlayer playing = player;
        if (playing != null && state.get().isPlaying()) {
            boolean isPaused = state.get() == State.PAUSED;
            playing.pause(!isPaused);
            state.set(isPaused ? State.RUNNING : State.PAUSED);
        }
    }

    /** The next step comes now; one that is not played yet is begun, and stands still after it. */
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

    /** Ends it; what it broke is mended. */
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
        boolean isOver = isEnd || step.lasting() == null;
        steps.set(number - 1, steps.get(number - 1).with(isOver ? Mark.DONE : Mark.ACTIVE));
        if (!isEnd) {
            markNext();
        }
    }

    private void onOver(Scenario played, @Nullable RunResult story, boolean isAsWritten, @Nullable String trouble) {
        player = null;
        state.set(State.OVER);
        if (trouble != null && !trouble.equals(ScenarioPlayer.STOPPED)) {
            notice.accept("The scenario ended early: " + trouble + ".");
        }
        for (int i = 0; i < expectations.size(); i++) {
            ScenarioLine line = expectations.get(i);
            boolean isJudged = story != null && isAsWritten && isJudged(played);
            expectations.set(
                    i, story != null && isJudged ? judged(line, story.verdicts().get(i)) : line.with(Mark.UNKNOWN));
        }
        if (story == null) {
            note.set("Ended early; what it broke is mended.");
        } else if (!isAsWritten) {
            note.set("Paused or stepped on the way, so its expectations are not judged.");
        }
    }

    private static ScenarioLine judged(ScenarioLine line, RunResult.ExpectationResult verdict) {
        Mark mark = switch (verdict.result()) {
            case PASSED -> Mark.PASSED;
            case FAILED -> Mark.FAILED;
            case SKIPPED -> Mark.UNKNOWN;
        };
        return new ScenarioLine("", line.words(), mark, verdict.detail());
    }

    /** What the player says, handed over to our thread; what an earlier one still says is not heard. */
    private final class Events implements ScenarioPlayer.Listener {
        private final Scenario played;
        private @Nullable ScenarioPlayer own;

        Events(Scenario played) {
            this.played = played;
        }

        private void hear(Runnable event) {
            thread.execute(() -> {
                if (own == player) {
                    event.run();
                }
            });
        }

        @Override
        public void onClock(Duration time) {
            hear(() -> {
                if (state.get() == State.STARTING) {
                    state.set(State.RUNNING);
                }
                clock.set(DurationFormat.setting(time) + " of " + DurationFormat.setting(played.end()));
            });
        }

        @Override
        public void onStep(int number, Step step, boolean isEnd) {
            hear(() -> ScenarioViewModel.this.onStep(number, step, isEnd));
        }

        @Override
        public void onOver(@Nullable RunResult story, boolean isAsWritten, @Nullable String trouble) {
            hear(() -> ScenarioViewModel.this.onOver(played, story, isAsWritten, trouble));
        }
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty headingProperty() {
        return heading.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty teachesProperty() {
        return teaches.getReadOnlyProperty();
    }

    /** One sentence beside the buttons; mostly empty. */
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
