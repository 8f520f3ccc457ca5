package dev.telltale.dashboard.viewmodel.scenario;

import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import java.util.List;

/**
 * The progress of a scenario in one line: its time while it runs, then how many expectations passed.
 *
 * @param mark the worst result of the expectations; active while the scenario runs
 */
public record ScenarioSummary(Mark mark, String words) {
    /**
     * The summary of a scenario in this state.
     *
     * @param clock the time of a scenario that runs: "3.2 s of 10 s"
     */
    public static ScenarioSummary of(State state, String clock, List<ScenarioLine> expectations) {
        return switch (state) {
            case NONE -> new ScenarioSummary(Mark.WAITING, "");
            case READY, UNFIT, OVER -> results(expectations);
            case STARTING -> new ScenarioSummary(Mark.ACTIVE, "Starting the nodes…");
            case RUNNING -> new ScenarioSummary(Mark.ACTIVE, clock);
            case PAUSED -> new ScenarioSummary(Mark.ACTIVE, "Paused at " + clock);
        };
    }

    private static ScenarioSummary results(List<ScenarioLine> expectations) {
        int all = expectations.size();
        if (all == 0) {
            return new ScenarioSummary(Mark.WAITING, "No expectations");
        }
        if (count(expectations, Mark.WAITING) > 0) {
            return new ScenarioSummary(
                    Mark.WAITING, all + (all == 1 ? " expectation" : " expectations") + ", not judged yet");
        }
        long failed = count(expectations, Mark.FAILED);
        long unknown = count(expectations, Mark.UNKNOWN);
        Mark worst = failed > 0 ? Mark.FAILED : unknown > 0 ? Mark.UNKNOWN : Mark.PASSED;
        String words = unknown == all
                ? "None of " + all + " judged"
                : count(expectations, Mark.PASSED) + " of " + all + " passed"
                        + (failed > 0 ? ", " + failed + " failed" : "")
                        + (unknown > 0 ? ", " + unknown + " not judged" : "");
        return new ScenarioSummary(worst, words);
    }

    private static long count(List<ScenarioLine> lines, Mark mark) {
        return lines.stream().filter(line -> line.mark() == mark).count();
    }
}
