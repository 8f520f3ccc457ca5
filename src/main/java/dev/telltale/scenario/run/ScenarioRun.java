package dev.telltale.scenario.run;

import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs a scenario on a testbed from start to end, and evaluates its expectations. */
public final class ScenarioRun {
    private ScenarioRun() {}

    /** Called on the running thread immediately before each start and end of a step. */
    @FunctionalInterface
    public interface Listener {
        void onStep(int number, Step step, boolean isEnd);
    }

    /** Lets scenario time pass until this time. */
    @FunctionalInterface
    interface Waiting {
        void runUntil(Duration time) throws TestbedException, InterruptedException;
    }

    /** The time at which a step starts or ends. */
    private record Cue(Duration at, int number, boolean isEnd) {}

    /**
     * Runs the scenario. Blocks until its end.
     *
     * @throws TestbedException if an operation on the cluster fails or the run is stopped
     */
    public static RunResult play(Scenario scenario, Testbed testbed, Listener listener)
            throws TestbedException, InterruptedException {
        testbed.open();
        return play(scenario, testbed, testbed::runUntil, listener);
    }

    /** Runs the scenario on an open testbed. */
    static RunResult play(Scenario scenario, Testbed testbed, Waiting waiting, Listener listener)
            throws TestbedException, InterruptedException {
        for (Cue cue : cues(scenario)) {
            waiting.runUntil(cue.at);
            Step step = scenario.steps().get(cue.number - 1);
            listener.onStep(cue.number, step, cue.isEnd);
            if (cue.isEnd) {
                testbed.end(cue.number);
            } else {
                testbed.begin(cue.number, step.action());
            }
        }
        waiting.runUntil(scenario.end());
        return new ExpectationEvaluator(scenario, testbed.recording()).result(testbed.facts());
    }

    /** Sorted by time; at the same time ends come first, then by number. */
    private static List<Cue> cues(Scenario scenario) {
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            cues.add(new Cue(step.at(), i + 1, false));
            if (step.duration() != null) {
                cues.add(new Cue(step.end(), i + 1, true));
            }
        }
        cues.sort(Comparator.comparing(Cue::at).thenComparing(cue -> !cue.isEnd).thenComparing(Cue::number));
        return cues;
    }
}
