package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Evidence;
import dev.telltale.model.Moment;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one cell shows.
 *
 * @param print the small print in up to two parts, the more telling one first: drawn on one line, on two, or only the
 *     first, as there is room
 */
public record CellFace(Health health, List<String> print) {
    public CellFace {
        print = List.copyOf(print);
    }

    /** The small print on one line; empty if there is none. */
    public String oneLine() {
        return String.join(health == Health.NO_ANSWER ? ", " : " · ", print);
    }

    public static CellFace of(Grid grid, int observer, int subject, Moment now) {
        Health health = grid.health(observer, subject);
        PeerReport belief = grid.belief(observer, subject);
        List<String> print = switch (health) {
            case ITSELF -> List.of();
            case NO_ANSWER -> lastWords(grid, observer, belief, now);
            case UP -> belief == null ? List.of() : heartbeat(grid, observer, belief, now);
            case SUSPECT, DOWN -> belief == null ? List.of() : failure(grid, observer, belief, now);
            case UNKNOWN -> List.of("not heard yet");
        };
        return new CellFace(health, print);
    }

    private static List<String> heartbeat(Grid grid, int observer, PeerReport belief, Moment now) {
        String age = belief.lastHeartbeat() == null
                ? unheard(grid, observer, belief, now)
                : Ages.ago(grid.age(observer, belief.lastHeartbeat(), now));
        return belief.roundTrip() == null ? List.of(age) : List.of(Ages.roundTrip(belief.roundTrip()), age);
    }

    /** Of the past only the changes are kept. */
    private static String unheard(Grid grid, int observer, PeerReport belief, Moment now) {
        return belief.since() == null
                ? "no heartbeat"
                : "for " + Ages.wholeSeconds(grid.age(observer, belief.since(), now));
    }

    private static List<String> failure(Grid grid, int observer, PeerReport belief, Moment now) {
        Evidence evidence = belief.evidence();
        String why = evidence == null || evidence == Evidence.OK ? "silent" : evidence.word();
        if (belief.since() == null) {
            return List.of(why);
        }
        String age = Ages.wholeSeconds(grid.age(observer, belief.since(), now)) + " ago";
        return List.of(why.replace('_', ' '), age);
    }

    private static List<String> lastWords(Grid grid, int observer, @Nullable PeerReport belief, Moment now) {
        Row row = grid.row(observer);
        if (row.answered() == null || belief == null) {
            return grid.isBlank() ? List.of() : List.of("never answered");
        }
        String age = Ages.wholeSeconds(now.since(row.answered())) + " ago";
        return List.of("last said " + belief.status().word(), age);
    }
}
