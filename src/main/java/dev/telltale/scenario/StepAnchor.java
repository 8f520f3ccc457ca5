package dev.telltale.scenario;

/**
 * An instant of a run, given by a step.
 *
 * @param step the number of the step, from 1; 0 for the beginning of the scenario
 * @param isEnd whether the instant is the end of the step and not its start
 */
public record StepAnchor(int step, boolean isEnd) {
    public static final StepAnchor START = new StepAnchor(0, false);

    /** The text in a scenario file: "start", "step 2", "end of step 2". */
    public String text() {
        return step == 0 ? "start" : (isEnd ? "end of step " : "step ") + step;
    }
}
