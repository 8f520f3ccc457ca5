package dev.telltale.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs intervals into as few rows as possible without overlap, in the order in which they are added. Intervals that would
 * need more rows than the maximum overlap in the last row. Not thread-safe.
 *
 * @param <T> the coordinate: an instant or a position in pixels
 */
public final class RowPacker<T extends Comparable<T>> {
    private final int maxRows;
    private final List<T> ends = new ArrayList<>();

    /** @param maxRows at least 1 */
    public RowPacker(int maxRows) {
        this.maxRows = maxRows;
    }

    /**
     * Adds an interval to the first row that is free at its start.
     *
     * @param end exclusive
     * @return the row, from 0
     */
    public int add(T from, T end) {
        int row = 0;
        while (row < ends.size() && ends.get(row).compareTo(from) > 0) {
            row++;
        }
        if (row == ends.size() && row < maxRows) {
            ends.add(end);
            return row;
        }
        row = Math.min(row, maxRows - 1);
        if (end.compareTo(ends.get(row)) > 0) {
            ends.set(row, end);
        }
        return row;
    }

    /** The number of rows so far. */
    public int rows() {
        return ends.size();
    }
}
