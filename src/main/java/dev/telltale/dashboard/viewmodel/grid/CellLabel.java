package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.Evidence;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.PeerReport;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one cell shows.
 *
 * @param print the small print in up to two parts, the more telling one first: drawn on one line, on two, or only the
 *     first, as there is room
 */
public record CellLabel(CellState health, List<String> print) {
    public CellLabel {
        print = List.copyOf(print);
    }

    /** The small print on one line; empty if there is none. */
    public String oneLine() {
        return String.join(health == CellState.NO_ANSWER ? ", " : " · ", print);
    }

    public static CellLabel of(Grid grid, int observer, int subject, ClockReading now) {
        CellState health = grid.health(observer, subject);
        PeerReport belief = grid.belief(observer, subject);
        List<String> print = switch (health) {
            case ITSELF -> List.of();
            case NO_ANSWER -> lastWords(grid, observer, belief, now);
            case UP -> belief == null ? List.of() : heartbeat(grid, observer, belief, now);
            case SUSPECT, DOWN -> belief == null ? List.of() : failure(grid, observer, belief, now);
            case UNKNOWN -> List.of("not heard yet");
        };
        return new CellLabel(health, print);
    }

    private static List<String> heartbeat(Grid grid, int observer, PeerReport belief, ClockReading now) {
        String age = belief.lastHeartbeat() == null
                ? unheard(grid, observer, belief, now)
                : DurationFormat.ago(grid.age(observer, belief.lastHeartbeat(), now));
        return belief.roundTrip() == null ? List.of(age) : List.of(DurationFormat.roundTrip(belief.roundTrip()), age);
    }

    /** Of the past only the changes are kept. */
    private static String unheard(Grid grid, int observer, PeerReport belief, ClockReading now) {
        return belief.since() == null
                ? "no heartbeat"
                : "for " + DurationFormat.wholeSeconds(grid.age(observer, belief.since(), now));
    }

    private static List<String> failure(Grid grid, int observer, PeerReport belief, ClockReading now) {
        Evidence evidence = belief.evidence();
        String why = evidence == null || evidence == Evidence.OK ? "silent" : evidence.word();
        if (belief.since() == null) {
            return List.of(why);
        }
        String age = DurationFormat.wholeSeconds(grid.age(observer, belief.since(), now)) + " ago";
        return List.of(why.replace('_', ' '), age);
    }

    private static List<String> lastWords(Grid grid, int observer, @Nullable PeerReport belief, ClockReading now) {
        MatrixRow row = grid.row(observer);
        if (row.answered() == null || belief == null) {
            return grid.isBlank() ? List.of() : List.of("never answered");
        }
        String age = DurationFormat.wholeSeconds(now.since(row.answered())) + " ago";
        return List.of("last said " + belief.status().word(), age);
    }
}
