package dev.telltale.dashboard.viewmodel;

import dev.telltale.diagnosis.Sentence;
import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What is going on, in one line. */
public final class SituationViewModel {
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");

    void update(Matrix matrix, List<NodeTileViewModel> tiles, boolean isClosing, Moment now) {
        sentence.set(sentenceAt(matrix, tiles, isClosing, now));
    }

    private static String sentenceAt(Matrix matrix, List<NodeTileViewModel> tiles, boolean isClosing, Moment now) {
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
        return Sentence.of(matrix, now);
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
}
