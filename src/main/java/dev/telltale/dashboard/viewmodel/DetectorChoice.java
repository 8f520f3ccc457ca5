package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which detector decides, as the nodes themselves report it.
 *
 * @param word a detector's, or "mixed"
 * @param kind null if they disagree, or report one that we do not know
 * @param detail for a tooltip: who reports what where they disagree; else empty
 */
public record DetectorChoice(String word, @Nullable DetectorKind kind, String detail) {
    /** While no node answers it is the one that they start with. */
    static DetectorChoice of(Matrix matrix, DetectorKind configured) {
        List<StatusReport> reports = matrix.answering().stream()
                .map(node -> matrix.row(node).report())
                .filter(Objects::nonNull)
                .filter(report -> report.detector() != null)
                .toList();
        List<String> words = reports.stream()
                .map(report -> Objects.requireNonNull(report.detector()))
                .distinct()
                .toList();
        if (words.isEmpty()) {
            return new DetectorChoice(configured.word(), configured, "");
        }
        if (words.size() == 1) {
            String word = words.get(0);
            return new DetectorChoice(word, DetectorKind.ofWord(word).orElse(null), "");
        }
        List<String> each = words.stream()
                .map(word -> word + " at "
                        + String.join(
                                ", ",
                                reports.stream()
                                        .filter(report -> word.equals(report.detector()))
                                        .map(StatusReport::self)
                                        .map(NodeId::value)
                                        .toList()))
                .toList();
        return new DetectorChoice("mixed", null, String.join("; ", each));
    }
}
