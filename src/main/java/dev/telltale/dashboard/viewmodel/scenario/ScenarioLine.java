package dev.telltale.dashboard.viewmodel.scenario;

/**
 * A step or an expectation of a scenario, as a line.
 *
 * @param time "2 s"; empty for an expectation
 * @param detail the measured result; empty if there is none
 */
public record ScenarioLine(String time, String words, Mark mark, String detail) {
    /** The progress of a step, or the result of an expectation. */
    public enum Mark {
        WAITING("·", "waiting"),
        NEXT("›", "next"),
        ACTIVE("▶", "active"),
        DONE("✓", "done"),
        PASSED("✓", "passed"),
        FAILED("✕", "failed"),
        UNKNOWN("–", "not checked");

        private final String sign;
        private final String word;

        Mark(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        public String sign() {
            return sign;
        }

        public String label() {
            return word;
        }
    }

    ScenarioLine with(Mark newMark) {
        return new ScenarioLine(time, words, newMark, detail);
    }
}
