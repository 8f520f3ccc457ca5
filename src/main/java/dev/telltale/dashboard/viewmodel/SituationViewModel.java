package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.dashboard.viewmodel.truth.OutageText;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.DiagnosisComparison;
import dev.telltale.diagnosis.Disagreement;
import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.groundtruth.ExpectedCauses;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The diagnosis in one line, the badge that compares it with the ground truth, and where observers disagree. */
public final class SituationViewModel {
    private static final Badge NOT_COMPARED = new Badge("quiet", "past: not compared with what happened");

    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");

    private final ReadOnlyObjectWrapper<Badge> badge = new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private final ReadOnlyObjectWrapper<Disagreement> disagreement =
            new ReadOnlyObjectWrapper<>(this, "disagreement", Disagreement.NONE);
    private final ZoneId zone;

    /**
     * The badge beside the sentence: whether the diagnosis matches the ground truth.
     *
     * @param style the style class: "right", "pending", "wrong" or "quiet"
     * @param words empty for no badge
     */
    public record Badge(String style, String words) {
        public static final Badge NONE = new Badge("quiet", "");
    }

    SituationViewModel(ZoneId zone) {
        this.zone = zone;
    }

    /** Shows the present; the correctness grid belongs to the same matrix. */
    void update(
            Matrix matrix,
            List<NodeTileViewModel> tiles,
            boolean isClosing,
            ExpectedCauses expected,
            CorrectnessGrid correctness,
            ClockReading now) {
        var index = new MatrixIndex(matrix, now);
        Diagnosis diagnosis = Diagnosis.of(index);
        sentence.set(sentenceAt(matrix, diagnosis, tiles, isClosing));
        badge.set(
                isClosing || matrix.answering().isEmpty()
                        ? Badge.NONE
                        : badgeOf(diagnosis, expected, matrix.nodes(), correctness));
        disagreement.set(Disagreement.of(index));
    }

    /** Shows a past instant; the badge says that the history lacks the details that a comparison needs. */
    void showPast(HistoricalView past) {
        sentence.set(past.sentence(zone));
        badge.set(NOT_COMPARED);
        disagreement.set(Disagreement.of(past.index()));
    }

    private Badge badgeOf(
            Diagnosis diagnosis, ExpectedCauses expected, List<NodeId> nodes, CorrectnessGrid correctness) {
        DiagnosisComparison comparison =
                DiagnosisComparison.of(diagnosis, expected.causes(), expected.recent(), correctness::cells);
        String words = comparison.text();
        String newest = OutageText.newest(expected.triggers(), nodes, zone);
        return switch (comparison.outcome()) {
            case NOTHING -> Badge.NONE;
            case MATCH -> new Badge("right", "✓ " + words + (newest.isEmpty() ? "" : ": " + newest));
            case NOT_DETECTED_YET, PARTIAL_MATCH -> new Badge("pending", "… " + words);
            case MISMATCH -> new Badge("wrong", "✕ " + words);
            case NOT_CAUSED_HERE -> new Badge("quiet", words);
        };
    }

    private static String sentenceAt(
            Matrix matrix, Diagnosis diagnosis, List<NodeTileViewModel> tiles, boolean isClosing) {
        long own = count(tiles, NodeTileViewModel::isOurs);
        if (isClosing) {
            return "Stopping " + nodes(own) + "…";
        }
        if (own > 0 && matrix.answering().isEmpty()) {
            // The diagnosis would say "start the cluster", which has been started already.
            long starting = count(tiles, NodeTileViewModel::isStarting);
            return starting > 0
                    ? "Starting " + nodes(starting) + "…"
                    : nodes(own) + (own == 1 ? " runs" : " run") + ", no answer yet";
        }
        return diagnosis.sentence();
    }

    private static long count(List<NodeTileViewModel> tiles, Predicate<NodeTileViewModel> condition) {
        return tiles.stream().filter(condition).count();
    }

    static String nodes(long count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Badge> badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Disagreement> disagreementProperty() {
        return disagreement.getReadOnlyProperty();
    }
}
