package dev.telltale.dashboard.viewmodel.scenario;

import java.util.Locale;

/**
 * A step or an expectation of a scenario, as a line.
 *
 * @param time "2 s"; empty for an expectation
 * @param detail the measured result, or why there is none; empty if neither is known
 */
public record ScenarioLine(String time, String words, Mark mark, String detail) {
    /** The progress of a step, or the result of an expectation. */
    public enum Mark {
        WAITING("·", "not yet"),
        NEXT("›", "next"),
        ACTIVE("▶", "now"),
        DONE("✓", "done"),
        PASSED("✓", "passed"),
        FAILED("✕", "failed"),
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

        public String label() {
            return word;
        }

        /** The name of the style class. */
        public String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** "passed: after 1.48 s". */
    public String result() {
        return mark.label() + (detail.isEmpty() ? "" : ": " + detail);
    }

    ScenarioLine with(Mark newMark) {
        return with(newMark, detail);
    }

    ScenarioLine with(Mark newMark, String newDetail) {
        return new ScenarioLine(time, words, newMark, newDetail);
    }
}
