package dev.telltale.scenario.run;

import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plays a scenario on a stage, from its first step to its end, and judges it. */
public final class ScenarioRun {
    private ScenarioRun() {}

    /** Told of each step on the thread that plays, immediately before it is done. */
    @FunctionalInterface
    public interface Listener {
        void onStep(int number, Step step, boolean isEnd);
    }

    /** When a step is due, or its end. */
    private record Cue(Duration at, int number, boolean isEnd) {}

    /**
     * Plays it to its end.
     *
     * @throws TestbedException with one sentence, when the cluster does not do what it is told to
     */
    public static RunResult play(Scenario scenario, Testbed stage, Listener listener)
            throws TestbedException, InterruptedException {
        stage.open();
        for (Cue cue : cues(scenario)) {
            stage.passUntil(cue.at);
            Step step = scenario.steps().get(cue.number - 1);
            listener.onStep(cue.number, step, cue.isEnd);
            if (cue.isEnd) {
                stage.end(cue.number, step.act());
            } else {
                stage.begin(cue.number, step.act());
            }
        }
        stage.passUntil(scenario.end());
        return new ExpectationEvaluator(scenario, stage.recording()).story(stage.facts());
    }

    /** In time order; of several at once the ends first, then by number. */
    private static List<Cue> cues(Scenario scenario) {
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            cues.add(new Cue(step.at(), i + 1, false));
            if (step.lasting() != null) {
                cues.add(new Cue(step.at().plus(step.lasting()), i + 1, true));
            }
        }
        cues.sort(Comparator.comparing(Cue::at).thenComparing(cue -> !cue.isEnd).thenComparing(Cue::number));
        return cues;
    }
}
