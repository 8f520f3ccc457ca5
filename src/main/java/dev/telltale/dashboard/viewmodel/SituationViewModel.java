package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.grid.CellState;
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
import dev.telltale.text.NameList;
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

    private static final int MAX_NAMES = 3;

    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
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
            var names = tiles.stream()
                    .filter(NodeTileViewModel::isOurs)
                    .map(NodeTileViewModel::id)
                    .toList();
            return "Stopping " + nodes(own) + (own > 0 ? ": " + NameList.first(MAX_NAMES, names) : "") + "…";
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

    /** Shows the present, also while the past is shown elsewhere. */
    void showTitle(String cluster, List<NodeTileViewModel> tiles, boolean isClosing) {
        title.set(cluster + ": " + (isClosing ? "stopping" : troubleOf(tiles)));
    }

    /** "not started", "starting", "all 3 up", "1 of 3 down, 1 suspect". */
    private static String troubleOf(List<NodeTileViewModel> tiles) {
        long stopped = count(tiles, NodeTileViewModel::canStart);
        if (stopped == tiles.size()) {
            return tiles.stream().allMatch(tile -> tile.facts().processState() == TileState.STOPPED)
                    ? "not started"
                    : "no node runs";
        }
        long down = count(tiles, tile -> tile.canStart() || tile.facts().status() == CellState.DOWN);
        long suspect = count(tiles, tile -> !tile.canStart() && tile.facts().status() == CellState.SUSPECT);
        String ofAll = " of " + tiles.size() + " ";
        if (down > 0) {
            return down + ofAll + "down" + (suspect > 0 ? ", " + suspect + " suspect" : "");
        }
        if (suspect > 0) {
            return suspect + ofAll + "suspect";
        }
        // A single node has no peer that reports it.
        boolean isSingle = tiles.size() == 1 && count(tiles, NodeTileViewModel::isStarting) == 0;
        long up = isSingle ? 1 : count(tiles, tile -> tile.facts().status() == CellState.UP);
        if (up < tiles.size()) {
            return up == 0 ? "starting" : up + ofAll + "up";
        }
        return isSingle ? "up" : "all " + up + " up";
    }

    private static long count(List<NodeTileViewModel> tiles, Predicate<NodeTileViewModel> condition) {
        return tiles.stream().filter(condition).count();
    }

    static String nodes(long count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    /** The title of the window: the cluster and its trouble, "demo: 1 of 3 down". */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
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
