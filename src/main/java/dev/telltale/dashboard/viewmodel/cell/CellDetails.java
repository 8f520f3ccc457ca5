package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one cell, in words.
 *
 * @param title "node1 about node2"
 * @param fields what is looked for first
 * @param verdicts of all detectors on the same heartbeats; empty if the observer does not tell them
 * @param chart of this run's detections; null where the observer is the subject
 * @param more what is looked for after that
 */
public record CellDetails(
        String title,
        CellState health,
        List<Field> fields,
        List<VerdictLine> verdicts,
        @Nullable DetectionChart chart,
        List<Field> more) {
    public CellDetails {
        fields = List.copyOf(fields);
        verdicts = List.copyOf(verdicts);
        more = List.copyOf(more);
    }

    /**
     * One line of the pane.
     *
     * @param tooltip what the value leaves out, such as the zone of a time; may be empty
     */
    public record Field(String label, String value, String tooltip) {}

    public static CellDetails of(
            Grid grid, int observer, int subject, GroundTruthModel reality, ClockReading now, ZoneId zone) {
        String title = new CellRef(grid.nodes().get(observer), grid.nodes().get(subject)).toString();
        CellState health = grid.health(observer, subject);
        if (health == CellState.ITSELF) {
            List<Field> itself = List.of(new Field("believes", "does not watch itself", ""));
            return new CellDetails(title, health, itself, List.of(), null, List.of());
        }
        var writer = new CellDetailsBuilder(grid, observer, subject, reality, now, zone);
        return new CellDetails(
                title,
                health,
                writer.first(),
                VerdictLine.of(grid, observer, subject, reality, now, zone),
                DetectionChart.of(grid, observer, reality),
                writer.more());
    }

    /** One sentence, for a screen reader. */
    public String sentence() {
        var sentence = new StringBuilder(title).append(": ");
        List<Field> all = new ArrayList<>(fields);
        all.addAll(more);
        for (int i = 0; i < all.size(); i++) {
            Field field = all.get(i);
            sentence.append(i == 0 ? "" : ", ")
                    .append(i == 0 ? "" : field.label() + " ")
                    .append(field.value());
        }
        if (!verdicts.isEmpty()) {
            sentence.append("; verdicts: ")
                    .append(verdicts.stream().map(VerdictLine::sentence).collect(Collectors.joining("; ")));
        }
        return sentence.toString();
    }
}
