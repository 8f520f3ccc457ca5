package dev.telltale.scenario.run;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Plays one scenario once, on a thread of its own, and leaves nothing of it behind. Commands from any thread return at once. */
public final class ScenarioPlayer {
    private static final Logger LOG = Logger.getLogger(ScenarioPlayer.class.getName());

    /** The trouble of one that was stopped by a person. */
    public static final String STOPPED = "stopped";

    private final Scenario scenario;
    private final Supplier<Testbed> stages;
    private final Listener listener;
    private final PlaybackControl gate = new PlaybackControl();
    private final Thread thread;

    /** Called on the player's thread; must not block. */
    public interface Listener {
        /** All nodes see each other: the scenario begins. Then about ten times a second. */
        void onClock(Duration time);

        void onStep(int number, Step step, boolean isEnd);

        /**
         * Nothing follows.
         *
         * @param story null if it did not come to its end
         * @param isAsWritten whether every step came at its time
         * @param trouble one sentence if it did not come to its end
         */
        void onOver(@Nullable RunResult story, boolean isAsWritten, @Nullable String trouble);
    }

    /** The stage is made on the player's thread. */
    public ScenarioPlayer(Scenario scenario, Supplier<Testbed> stages, Listener listener) {
        this.scenario = scenario;
        this.stages = stages;
        this.listener = listener;
        thread = new Thread(this::play, "scenario");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** The scenario's time stands still, or goes on. */
    public void pause(boolean isPaused) {
        gate.pause(isPaused);
    }

    /** The next step comes now. */
    public void step() {
        gate.step();
    }

    /** Ends it soon; what it broke is mended. */
    public void stop() {
        gate.stop();
        thread.interrupt();
    }

    private void play() {
        RunResult story = null;
        String trouble = null;
        boolean isAsWritten = false;
        Map<Integer, Action> open = new TreeMap<>();
        try (Testbed stage = stages.get()) {
            var pausable = new PausableTestbed(stage, gate, listener::onClock);
            try {
                story = ScenarioRun.play(scenario, pausable, (number, step, isEnd) -> {
                    note(open, number, step, isEnd);
                    listener.onStep(number, step, isEnd);
                });
                isAsWritten = pausable.isUndisturbed();
            } catch (TestbedException e) {
                trouble = String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                trouble = STOPPED;
            } finally {
                mend(stage, open);
            }
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.SEVERE, "a scenario failed", bug);
            trouble = String.valueOf(bug);
        }
        listener.onOver(story, isAsWritten, trouble);
    }

    private static void note(Map<Integer, Action> open, int number, Step step, boolean isEnd) {
        if (isEnd) {
            open.remove(number);
        } else if (step.act().isUndoable()) {
            open.put(number, step.act());
        }
    }

    /** What no step has undone. */
    private static void mend(Testbed stage, Map<Integer, Action> open) {
        open.forEach(stage::end);
        open.clear();
    }
}
