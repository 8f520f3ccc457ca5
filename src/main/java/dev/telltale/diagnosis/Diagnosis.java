package dev.telltale.diagnosis;

import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import java.time.Duration;
import java.util.List;

/**
 * What a matrix shows, read from nothing but the matrix.
 *
 * @param findings all patterns that it shows, the worst first; none while all is well, or still changing
 * @param sentence the same in one line that a stranger understands; it says what observers say, never more
 */
public record Diagnosis(List<Finding> findings, String sentence) {
    /** How long a restart is told of. */
    public static final Duration RESTART_TOLD = Duration.ofSeconds(10);

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public static Diagnosis of(Matrix matrix, Moment now) {
        var sights = new Sights(matrix, now);
        var reading = new Reading(sights);
        return new Diagnosis(reading.findings(), Sentence.of(sights, reading));
    }

    /** Whether a cause of these words is among those told. */
    public boolean says(String words) {
        return findings.stream().anyMatch(finding -> finding.says(words));
    }
}
