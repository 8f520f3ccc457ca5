package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The selected detector, as the nodes report it.
 *
 * @param word the id of a detector, or "mixed"
 * @param kind null if the nodes disagree or report an unknown detector
 * @param detail for a tooltip: which nodes report which detector if they disagree; else empty
 */
public record DetectorChoice(String word, @Nullable DetectorKind kind, String detail) {
    /** The configured detector while no node answers. */
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
