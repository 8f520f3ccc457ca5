package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.Evidence;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.PeerReport;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of one cell.
 *
 * @param print the small print in up to two parts, the more important one first: drawn on one line, on two, or only the
 *     first, depending on the room
 */
public record CellLabel(CellState state, List<String> print) {
    public CellLabel {
        print = List.copyOf(print);
    }

    /** The small print on one line; empty if there is none. */
    public String oneLine() {
        return String.join(state == CellState.NO_ANSWER ? ", " : " · ", print);
    }

    public static CellLabel of(Grid grid, int observer, int subject, ClockReading now) {
        CellState state = grid.state(observer, subject);
        PeerReport peerReport = grid.peerReport(observer, subject);
        List<String> print = switch (state) {
            case ITSELF -> List.of();
            case NO_ANSWER -> lastWords(grid, observer, peerReport, now);
            case UP -> peerReport == null ? List.of() : heartbeat(grid, observer, peerReport, now);
            case SUSPECT, DOWN -> peerReport == null ? List.of() : failure(grid, observer, peerReport, now);
            case UNKNOWN -> List.of("not heard yet");
        };
        return new CellLabel(state, print);
    }

    /** The cell in one sentence, for a screen reader: "node1 about node2: up, heard 0.4 s ago". */
    public static String spoken(Grid grid, CellRef cell, ClockReading now) {
        int observer = grid.indexOf(cell.observer());
        int subject = grid.indexOf(cell.subject());
        CellLabel label = of(grid, observer, subject, now);
        String heard = label.state() == CellState.UP && !label.print().isEmpty()
                ? "heard " + label.print().get(label.print().size() - 1)
                : String.join(", ", label.print());
        String silent = label.state() == CellState.NO_ANSWER ? cell.observer() + " does not answer" : "";
        return cell + ": "
                + Stream.of(label.state().label(), silent, heard)
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static List<String> heartbeat(Grid grid, int observer, PeerReport peerReport, ClockReading now) {
        String age = peerReport.attempts().lastHeartbeat() == null
                ? unheard(grid, observer, peerReport, now)
                : DurationFormat.ago(grid.age(observer, peerReport.attempts().lastHeartbeat(), now));
        return peerReport.attempts().roundTrip() == null
                ? List.of(age)
                : List.of(DurationFormat.roundTrip(peerReport.attempts().roundTrip()), age);
    }

    /** For a report from the history, which has only changes. */
    private static String unheard(Grid grid, int observer, PeerReport peerReport, ClockReading now) {
        return peerReport.since() == null
                ? "no heartbeat"
                : "for " + DurationFormat.wholeSeconds(grid.age(observer, peerReport.since(), now));
    }

    private static List<String> failure(Grid grid, int observer, PeerReport peerReport, ClockReading now) {
        Evidence evidence = peerReport.evidence();
        String why = evidence == null || evidence == Evidence.OK ? "silent" : evidence.id();
        if (peerReport.since() == null) {
            return List.of(why);
        }
        String age = DurationFormat.wholeSeconds(grid.age(observer, peerReport.since(), now)) + " ago";
        return List.of(why.replace('_', ' '), age);
    }

    private static List<String> lastWords(Grid grid, int observer, @Nullable PeerReport peerReport, ClockReading now) {
        MatrixRow row = grid.row(observer);
        if (row.answered() == null || peerReport == null) {
            return grid.isBlank() ? List.of() : List.of("never answered");
        }
        String age = DurationFormat.wholeSeconds(now.since(row.answered())) + " ago";
        return List.of("last report " + peerReport.status().id(), age);
    }
}
