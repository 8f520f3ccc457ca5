package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Moment;
import dev.telltale.quality.Standing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What every cell's belief is worth against the truth, at one moment. Immutable. */
public final class Standings {
    private final @Nullable Standing[][] standings;
    private final Grid grid;

    Standings(Grid grid, Reality reality, Moment now) {
        this.grid = grid;
        int n = grid.size();
        standings = new Standing[n][n];
        for (int observer = 0; observer < n; observer++) {
            boolean isWitness = reality.isWitness(grid, observer, now);
            for (int subject = 0; subject < n && isWitness; subject++) {
                standings[observer][subject] = reality.standingOf(grid, observer, subject, now);
            }
        }
    }

    /** Null where the observer holds nothing, or where the truth is not known. */
    public @Nullable Standing of(int observer, int subject) {
        return standings[observer][subject];
    }

    /** What is worth a mark: what is wrong or late, and a failure that was noticed; empty if there is nothing. */
    public String mark(int observer, int subject) {
        Standing standing = standings[observer][subject];
        if (standing == null) {
            return "";
        }
        return switch (standing) {
            case RIGHT -> grid.health(observer, subject) == Health.DOWN ? standing.sign() : "";
            case LATE, FALSE_ALARM -> standing.sign();
            case PENDING, UNKNOWN -> "";
        };
    }

    /** Equal if every cell stands as in the other, so that nothing need be painted anew. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Standings that && Arrays.deepEquals(standings, that.standings);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(standings);
    }
}
