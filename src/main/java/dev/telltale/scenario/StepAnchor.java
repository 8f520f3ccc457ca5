package dev.telltale.scenario;

/**
 * An instant of a run, by what was done then.
 *
 * @param step the number of the step, from 1 on; 0 for the beginning of the scenario
 * @param isEnd when the step was undone again, and not when it was done
 */
public record StepAnchor(int step, boolean isEnd) {
    public static final StepAnchor START = new StepAnchor(0, false);

    /** As in a file: "start", "step 2", "end of step 2". */
    public String text() {
        return step == 0 ? "start" : (isEnd ? "end of step " : "step ") + step;
    }
}
