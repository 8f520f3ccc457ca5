package dev.telltale.diagnosis;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.PatternAnalyzer;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.text.Sentence;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Set;

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

    public static Diagnosis of(Matrix matrix, ClockReading now) {
        return of(matrix, now, Set.of());
    }

    /**
     * The same for one who knows more than the matrix.
     *
     * @param ended nodes whose process is known to have ended: that they do not answer here is no finding, and if there is
     *     nothing else to say, the sentence is empty
     */
    public static Diagnosis of(Matrix matrix, ClockReading now, Set<NodeId> ended) {
        var sights = new MatrixIndex(matrix, now);
        var reading = new PatternAnalyzer(sights, ended);
        return new Diagnosis(reading.findings(), Sentence.of(sights, reading, ended));
    }

    /** Whether a cause of these words is among those told. */
    public boolean says(String words) {
        return findings.stream().anyMatch(finding -> finding.says(words));
    }
}
