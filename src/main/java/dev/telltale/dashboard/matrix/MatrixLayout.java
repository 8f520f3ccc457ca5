package dev.telltale.dashboard.matrix;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The geometry of the grid, in pixels. Cells fill the area up to a maximum size. Immutable, no toolkit.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param left left edge of the first column, right of the row headers
 * @param top upper edge of the first row, below the column headers
 * @param cellWidth without the gap
 * @param cellHeight without the gap
 */
record MatrixLayout(
        int rows,
        int columns,
        Density density,
        double left,
        double top,
        double cellWidth,
        double cellHeight,
        double gap) {
    static final int SIGNS_FROM = 13;
    static final int PATTERNS_FROM = 40;

    private static final double MAX_CELL_WIDTH = 300;
    private static final double MAX_CELL_HEIGHT = 168;
    private static final double MIN_SIZE_FOR_GAP = 4;
    private static final double MIN_SIZE_FOR_WIDE_GAP = 9;
    private static final double MIN_SIZE_FOR_SIGN = 6;
    private static final double MIN_SIZE_FOR_WORDS = 72;
    private static final double MIN_SIZE_FOR_SMALL_PRINT = 40;
    private static final double MIN_WIDTH_FOR_MARK = 30;
    private static final double MIN_HEIGHT_FOR_MARK = 20;

    /** How much a cell shows: words from 72 x 24 pixels and below 13 nodes, patterns from 40 nodes or below 6 pixels. */
    enum Density {
        WORDS,
        SIGNS,
        PATTERNS
    }

    /**
     * The layout in an area of this size, which excludes the legend.
     *
     * @param rowHeader width of the widest row header
     * @param columnHeader width of the widest column header; if it is wider than a column, headers are vertical
     */
    static MatrixLayout of(int rows, int columns, double width, double height, double rowHeader, double columnHeader) {
        int n = Math.max(1, Math.max(rows, columns));
        double gap = gap(n, Math.min(width, height) / n);
        double left = Math.ceil(rowHeader + 16);
        double cellWidth = fit(width - left - 4, columns, gap, MAX_CELL_WIDTH);
        // A vertical header needs as much height as its text is wide.
        double top = columnHeader <= cellWidth + gap - 4 ? 32 : Math.ceil(Math.min(columnHeader, 96) + 16);
        double cellHeight = fit(height - top, rows, gap, MAX_CELL_HEIGHT);
        boolean hasPatterns =
                n >= PATTERNS_FROM || (n >= SIGNS_FROM && Math.min(cellWidth, cellHeight) < MIN_SIZE_FOR_SIGN);
        Density density = hasPatterns ? Density.PATTERNS : n >= SIGNS_FROM ? Density.SIGNS : Density.WORDS;
        if (density == Density.WORDS && (cellWidth < MIN_SIZE_FOR_WORDS || cellHeight < 24)) {
            density = Density.SIGNS;
        }
        return new MatrixLayout(rows, columns, density, left, top, cellWidth, cellHeight, gap);
    }

    private static double gap(int n, double pitch) {
        if (n < SIGNS_FROM) {
            return 8;
        }
        return n < PATTERNS_FROM && pitch >= MIN_SIZE_FOR_WIDE_GAP ? 3 : pitch >= MIN_SIZE_FOR_GAP ? 1 : 0;
    }

    private static double fit(double room, int count, double gap, double max) {
        int n = Math.max(1, count);
        double each = (room - gap * (n - 1)) / n;
        // Whole pixels keep edges sharp; small cells use fractions to fill the area.
        return Math.max(0.5, Math.min(max, each > 12 ? Math.floor(each) : each));
    }

    boolean hasVerticalHeaders() {
        return top > 32;
    }

    boolean hasSmallPrint() {
        return density == Density.WORDS && cellHeight >= MIN_SIZE_FOR_SMALL_PRINT;
    }

    /** Whether a cell has room for a mark beside its sign. */
    boolean hasMarks() {
        return density != Density.PATTERNS && cellWidth >= MIN_WIDTH_FOR_MARK && cellHeight >= MIN_HEIGHT_FOR_MARK;
    }

    double x(int column) {
        return left + column * (cellWidth + gap);
    }

    double y(int row) {
        return top + row * (cellHeight + gap);
    }

    double bottom() {
        return y(Math.max(1, rows)) - gap;
    }

    double right() {
        return x(Math.max(1, columns)) - gap;
    }

    /** The column at x; the gap right of a cell belongs to it; -1 outside. */
    int columnAt(double x) {
        return index(x - left, cellWidth + gap, columns);
    }

    /** The row at y; the gap below a cell belongs to it; -1 outside. */
    int rowAt(double y) {
        return index(y - top, cellHeight + gap, rows);
    }

    private static int index(double offset, double step, int count) {
        int index = (int) Math.floor(offset / step);
        return index >= 0 && index < count ? index : -1;
    }

    /** Every how many headers one is shown, so that they do not overlap. */
    int headerStep(double step, double lineHeight) {
        return Math.max(1, (int) Math.ceil(lineHeight / step));
    }

    /** Whether this is one of every step-th headers, or lit; a header that would overlap a lit one is hidden. */
    static boolean isHeadShown(int position, int step, IntPredicate isLit) {
        return isLit.test(position)
                || (position % step == 0
                        && IntStream.range(position - step + 1, position + step).noneMatch(isLit));
    }
}
