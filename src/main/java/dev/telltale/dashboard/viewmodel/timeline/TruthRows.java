package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faults and outages packed into as few rows as possible without overlap. At most four rows: spans that would need more
 * overlap in the last row. Immutable.
 *
 * @param placed ordered by beginning
 * @param rows at least 1
 */
public record TruthRows(List<Placed> placed, int rows) {
    static final int MAX_ROWS = 4;
    static final TruthRows NONE = new TruthRows(List.of(), 1);

    public TruthRows {
        placed = List.copyOf(placed);
    }

    /** A span and its row, from 0 at the top. */
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

    /** The later end; null, an open end, is later than any. */
    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    /** The newest span at that instant that affects the cell; null if there is none. */
    @Nullable
    FaultSpan covering(CellRef cell, Instant at) {
        // Ordered by beginning; most queries are about the last few spans.
        for (int i = placed.size() - 1; i >= 0; i--) {
            FaultSpan span = placed.get(i).span();
            if (span.covers(at) && span.affects(cell.observer(), cell.subject())) {
                return span;
            }
        }
        return null;
    }

    /** The span that begins at exactly that instant and affects the cell; null if there is none. */
    @Nullable
    FaultSpan begunAt(CellRef cell, Instant from) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            FaultSpan span = placed.get(i).span();
            if (span.from().isBefore(from)) {
                return null;
            }
            if (span.from().equals(from) && span.affects(cell.observer(), cell.subject())) {
                return span;
            }
        }
        return null;
    }

    /** The newest span in that row at that instant, or null. */
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
