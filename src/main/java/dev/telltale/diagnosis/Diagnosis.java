package dev.telltale.diagnosis;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.PatternAnalyzer;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.text.Sentence;
import dev.telltale.diagnosis.text.SentencePart;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.Set;

/**
 * The patterns that a matrix shows and one sentence about them. Derived from the reports of the nodes alone.
 *
 * @param findings all patterns, most severe first; empty while all is well or observers have not converged
 * @param statement the sentence without the age of the pattern. May be empty
 * @param age the end of the sentence, such as ", for 7 s"; empty if the sentence has no age
 */
public record Diagnosis(List<Finding> findings, String statement, String age) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public static Diagnosis of(Matrix matrix, ClockReading now) {
        return of(new MatrixIndex(matrix, now));
    }

    public static Diagnosis of(MatrixIndex index) {
        return of(index, Set.of());
    }

    /**
     * Diagnoses with additional knowledge of processes.
     *
     * @param ended nodes whose process is known to have ended: that they do not answer here is not a finding, and if
     *     there is no other finding, the sentence is empty
     */
    public static Diagnosis of(Matrix matrix, ClockReading now, Set<NodeId> ended) {
        return of(new MatrixIndex(matrix, now), ended);
    }

    private static Diagnosis of(MatrixIndex index, Set<NodeId> ended) {
        var analyzer = new PatternAnalyzer(index, ended);
        SentencePart sentence = Sentence.of(index, analyzer, ended);
        return new Diagnosis(analyzer.findings(), sentence.text(), sentence.ageText());
    }

    /** One line for people; it reports what observers report and claims nothing beyond that. May be empty. */
    public String sentence() {
        return statement + age;
    }

    /** Whether a finding has the cause with this text, see {@link Cause#words()}. */
    public boolean hasCause(String words) {
        return findings.stream().anyMatch(finding -> finding.hasCause(words));
    }
}
