package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.truth.CorrectnessGrid;
import dev.telltale.dashboard.viewmodel.truth.ExpectedCauses;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.DiagnosisComparison;
import dev.telltale.diagnosis.Disagreement;
import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What is going on, in one line; whether that is what was done; and where observers contradict each other. */
public final class SituationViewModel {
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");

    private final ReadOnlyObjectWrapper<Badge> badge = new ReadOnlyObjectWrapper<>(this, "badge", Badge.NONE);
    private final ReadOnlyObjectWrapper<Disagreement> disagreement =
            new ReadOnlyObjectWrapper<>(this, "disagreement", Disagreement.NONE);
    private final ZoneId zone;

    /**
     * The verdict on the sentence.
     *
     * @param style how it looks: "right", "pending", "wrong", "quiet"
     * @param words empty if there is nothing to say
     */
    public record Badge(String style, String words) {
        public static final Badge NONE = new Badge("quiet", "");
    }

    SituationViewModel(ZoneId zone) {
        this.zone = zone;
    }

    /** The standings are those of the same matrix. */
    void update(
            Matrix matrix,
            List<NodeTileViewModel> tiles,
            boolean isClosing,
            ExpectedCauses done,
            CorrectnessGrid standings,
            ClockReading now) {
        Diagnosis diagnosis = Diagnosis.of(matrix, now);
        sentence.set(sentenceAt(matrix, diagnosis, tiles, isClosing));
        badge.set(isClosing || matrix.answering().isEmpty() ? Badge.NONE : badgeOf(diagnosis, done, standings));
        disagreement.set(Disagreement.of(matrix, now));
    }

    /** What was going on then; memory is too short of details to be judged by what was done. */
    void look(HistoricalView past) {
        sentence.set(past.sentence(zone));
        badge.set(Badge.NONE);
        disagreement.set(Disagreement.of(past.matrix(), past.at()));
    }

    private Badge badgeOf(Diagnosis diagnosis, ExpectedCauses done, CorrectnessGrid standings) {
        DiagnosisComparison check = DiagnosisComparison.of(diagnosis, done.causes(), done.lately(), standings::cells);
        String words = check.words();
        String newest = done.newestIn(zone);
        return switch (check.outcome()) {
            case QUIET -> Badge.NONE;
            case AS_DONE -> new Badge("right", "✓ " + words + (newest.isEmpty() ? "" : ": " + newest));
            case NOT_YET, PARTLY -> new Badge("pending", "… " + words);
            case OTHER -> new Badge("wrong", "✕ " + words);
            case NOTHING_DONE -> new Badge("quiet", words);
        };
    }

    private static String sentenceAt(
            Matrix matrix, Diagnosis diagnosis, List<NodeTileViewModel> tiles, boolean isClosing) {
        long alive = count(tiles, NodeTileViewModel::isOurs);
        if (isClosing) {
            return "Stopping " + nodes(alive) + "…";
        }
        if (alive > 0 && matrix.answering().isEmpty()) {
            // "Start the cluster" would be the wrong advice: it has been started.
            long starting = count(tiles, NodeTileViewModel::isStarting);
            return starting > 0
                    ? "Starting " + nodes(starting) + "…"
                    : nodes(alive) + (alive == 1 ? " runs" : " run") + ", no answer yet";
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
