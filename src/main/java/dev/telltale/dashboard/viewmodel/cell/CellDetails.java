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
 * The details of one cell, as text.
 *
 * @param title "node1 about node2"
 * @param fields status, evidence, faults and ground truth
 * @param verdicts of all detectors on the same heartbeats; empty if the observer does not report them
 * @param chart of this run's detections; null on the diagonal
 * @param more measurements, address and last error
 */
public record CellDetails(
        String title,
        CellState state,
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
     * @param tooltip the value in full, such as a time with its date and zone; may be empty
     * @param isKnown whether the value is known; if not, the text says why, and is shown in grey
     */
    public record Field(String label, String value, String tooltip, boolean isKnown) {
        public Field(String label, String value, String tooltip) {
            this(label, value, tooltip, true);
        }

        private String text() {
            return label + ": " + value;
        }
    }

    public static CellDetails of(
            Grid grid, int observer, int subject, GroundTruthModel groundTruth, ClockReading now, ZoneId zone) {
        String title = new CellRef(grid.nodes().get(observer), grid.nodes().get(subject)).toString();
        CellState state = grid.state(observer, subject);
        if (state == CellState.ITSELF) {
            List<Field> itself = List.of(new Field("status", "a node does not monitor itself", ""));
            return new CellDetails(title, state, itself, List.of(), null, List.of());
        }
        var builder = new CellDetailsBuilder(grid, observer, subject, groundTruth, now, zone);
        return new CellDetails(
                title,
                state,
                builder.summary(),
                VerdictLine.of(grid, observer, subject, groundTruth, now, zone),
                DetectionChart.of(grid, observer, groundTruth, zone),
                builder.more());
    }

    /** Everything, one line each, for the clipboard. */
    public String text() {
        List<String> lines = new ArrayList<>(List.of(title));
        fields.forEach(field -> lines.add(field.text()));
        verdicts.forEach(verdict -> lines.add(verdict.sentence()));
        more.forEach(field -> lines.add(field.text()));
        return String.join("\n", lines) + "\n";
    }

    /** All fields in one sentence, for a screen reader. */
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
