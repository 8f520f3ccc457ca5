package dev.telltale.diagnosis;

import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import java.util.List;

/**
 * What a matrix shows, read from nothing but the matrix.
 *
 * @param findings all patterns that it shows, the worst first; none while all is well, or still changing
 * @param sentence the same in one line that a stranger understands; it says what observers say, never more
 */
public record Diagnosis(List<Finding> findings, String sentence) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public static Diagnosis of(Matrix matrix, Moment now) {
        return new Diagnosis(List.of(), Sentence.of(matrix, now));
    }

    /** Whether a cause of these words is among those told. */
    public boolean says(String words) {
        return findings.stream().anyMatch(finding -> finding.says(words));
    }
}
