package dev.telltale.dashboard.viewmodel.scenario;

/**
 * One step or one expectation of a scenario, as a line.
 *
 * @param time "2 s"; empty for an expectation
 * @param detail what was measured; empty if nothing was
 */
public record ScenarioLine(String time, String words, Mark mark, String detail) {
    /** How far it is. */
    public enum Mark {
        WAITING("·", "waiting"),
        NEXT("›", "next"),
        ACTIVE("▶", "in force"),
        DONE("✓", "done"),
        PASSED("✓", "came true"),
        FAILED("✕", "did not come true"),
        UNKNOWN("–", "not judged");

        private final String sign;
        private final String word;

        Mark(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        public String sign() {
            return sign;
        }

        public String word() {
            return word;
        }
    }

    ScenarioLine with(Mark newMark) {
        return new ScenarioLine(time, words, newMark, detail);
    }
}
