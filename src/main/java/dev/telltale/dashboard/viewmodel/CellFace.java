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
 * @param lines the small print, the fullest wording first: the first one that fits is drawn
 */
public record CellFace(Health health, List<String> lines) {
    public CellFace {
        lines = List.copyOf(lines);
    }

    public static CellFace of(Grid grid, int observer, int subject, Moment now) {
        Health health = grid.health(observer, subject);
        PeerReport belief = grid.belief(observer, subject);
        List<String> lines = switch (health) {
            case ITSELF -> List.of();
            case NO_ANSWER -> lastWords(grid, observer, belief, now);
            case UP -> belief == null ? List.of() : heartbeat(grid, observer, belief, now);
            case SUSPECT, DOWN -> belief == null ? List.of() : failure(grid, observer, belief, now);
            case UNKNOWN -> List.of("not heard yet");
        };
        return new CellFace(health, lines);
    }

    private static List<String> heartbeat(Grid grid, int observer, PeerReport belief, Moment now) {
        String age = belief.lastHeartbeat() == null
                ? "no heartbeat"
                : Ages.ago(grid.age(observer, belief.lastHeartbeat(), now));
        return belief.roundTrip() == null
                ? List.of(age)
                : List.of(Ages.roundTrip(belief.roundTrip()) + " · " + age, age);
    }

    private static List<String> failure(Grid grid, int observer, PeerReport belief, Moment now) {
        Evidence evidence = belief.evidence();
        String why = evidence == null || evidence == Evidence.OK ? "silent" : evidence.word();
        if (belief.since() == null) {
            return List.of(why);
        }
        String age = Ages.wholeSeconds(grid.age(observer, belief.since(), now)) + " ago";
        return List.of(why.replace('_', ' ') + " · " + age, age);
    }

    private static List<String> lastWords(Grid grid, int observer, @Nullable PeerReport belief, Moment now) {
        Row row = grid.row(observer);
        if (row.answered() == null || belief == null) {
            return grid.isBlank() ? List.of() : List.of("never answered", "never");
        }
        String age = Ages.wholeSeconds(now.since(row.answered())) + " ago";
        String word = belief.status().word();
        return List.of("last said " + word + ", " + age, "said " + word + ", " + age, age);
    }
}
