package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done, packed into as few rows as it needs, so that nothing overlaps; beyond the last row it does. Immutable.
 *
 * @param rows at least one
 */
public record TruthRows(List<Placed> placed, int rows) {
    static final int MAX_ROWS = 4;
    static final TruthRows NOTHING = new TruthRows(List.of(), 1);

    public TruthRows {
        placed = List.copyOf(placed);
    }

    /** A span and its row, counted from the top. */
    public record Placed(FaultSpan span, int row) {}

    static TruthRows of(List<FaultSpan> spans) {
        List<FaultSpan> inOrder = new ArrayList<>(spans);
        inOrder.sort(Comparator.comparing(FaultSpan::from).thenComparing(FaultSpan::words));
        List<@Nullable Instant> ends = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        for (FaultSpan span : inOrder) {
            int row = freeRow(ends, span.from());
            if (row == ends.size()) {
                ends.add(span.until());
            } else {
                ends.set(row, later(ends.get(row), span.until()));
            }
            placed.add(new Placed(span, row));
        }
        return new TruthRows(placed, Math.max(1, ends.size()));
    }

    private static int freeRow(List<@Nullable Instant> ends, Instant from) {
        for (int row = 0; row < ends.size(); row++) {
            Instant end = ends.get(row);
            if (end != null && !end.isAfter(from)) {
                return row;
            }
        }
        return Math.min(ends.size(), MAX_ROWS - 1);
    }

    /** No end is later than any. */
    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    /** The newest thing done that explains what is held at that instant, null if there is none. */
    @Nullable
    FaultSpan behind(CellRef cell, Instant at) {
        // They lie in the order of their beginnings, and mostly the last few are asked about.
        for (int i = placed.size() - 1; i >= 0; i--) {
            FaultSpan span = placed.get(i).span();
            if (span.covers(at) && span.concerns(cell.observer(), cell.subject())) {
                return span;
            }
        }
        return null;
    }

    /** What was done at exactly that instant and explains what the observer holds of the subject, null if nothing was. */
    @Nullable
    FaultSpan begunAt(CellRef cell, Instant from) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            FaultSpan span = placed.get(i).span();
            if (span.from().isBefore(from)) {
                return null;
            }
            if (span.from().equals(from) && span.concerns(cell.observer(), cell.subject())) {
                return span;
            }
        }
        return null;
    }

    /** What was going on in that row at that instant, or null. */
    @Nullable
    FaultSpan at(int row, Instant at) {
        FaultSpan newest = null;
        for (Placed one : placed) {
            if (one.row() == row && one.span().covers(at)) {
                newest = one.span();
            }
        }
        return newest;
    }
}
