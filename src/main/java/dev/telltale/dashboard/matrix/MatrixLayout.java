package dev.telltale.dashboard.matrix;

/**
 * Where the cells of the matrix lie: pure geometry. Cells take the room there is, up to a size beyond which they only
 * look empty.
 *
 * @param left where the first column begins: behind the row heads
 * @param top where the first row begins: below the column heads
 * @param cellWidth without the gap
 */
record MatrixLayout(
        int size, Density density, double left, double top, double cellWidth, double cellHeight, double gap) {
    static final int SIGNS_FROM = 13;
    static final int PATTERNS_FROM = 40;

    private static final double WIDEST_CELL = 300;
    private static final double TALLEST_CELL = 168;
    private static final double MIN_SIZE_FOR_GAP = 4;
    private static final double MIN_SIZE_FOR_WORDS = 72;
    private static final double MIN_SIZE_FOR_SMALL_PRINT = 40;
    private static final double MIN_WIDTH_FOR_MARK = 30;
    private static final double MIN_HEIGHT_FOR_MARK = 20;

    /** How much one cell can tell. */
    enum Density {
        WORDS,
        SIGNS,
        PATTERNS
    }

    /**
     * The layout in an area of this size, the legend's not counted.
     *
     * @param rowHead width of the widest row head
     * @param columnHead width of the widest column head: where it does not fit its column, heads are turned
     */
    static MatrixLayout of(int size, double width, double height, double rowHead, double columnHead) {
        int n = Math.max(1, size);
        double gap = gap(n, Math.min(width, height) / n);
        double left = Math.ceil(rowHead + 16);
        double cellWidth = fit(width - left - 4, n, gap, WIDEST_CELL);
        // A turned head reads upwards, so that it needs as much height as it is wide.
        double top = columnHead <= cellWidth + gap - 4 ? 32 : Math.ceil(Math.min(columnHead, 96) + 16);
        double cellHeight = fit(height - top, n, gap, TALLEST_CELL);
        Density density = n >= PATTERNS_FROM ? Density.PATTERNS : n >= SIGNS_FROM ? Density.SIGNS : Density.WORDS;
        if (density == Density.WORDS && (cellWidth < MIN_SIZE_FOR_WORDS || cellHeight < 24)) {
            density = Density.SIGNS;
        }
        return new MatrixLayout(size, density, left, top, cellWidth, cellHeight, gap);
    }

    private static double gap(int n, double pitch) {
        if (n < SIGNS_FROM) {
            return 8;
        }
        return n < PATTERNS_FROM ? 3 : pitch >= MIN_SIZE_FOR_GAP ? 1 : 0;
    }

    private static double fit(double room, int n, double gap, double most) {
        double each = (room - gap * (n - 1)) / n;
        // Whole pixels keep edges sharp; small cells need the fractions to use the room.
        return Math.max(0.5, Math.min(most, each > 12 ? Math.floor(each) : each));
    }

    boolean hasTurnedHeads() {
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
        return y(Math.max(1, size)) - gap;
    }

    double right() {
        return x(Math.max(1, size)) - gap;
    }

    /** The column at x, the gap behind a cell counted to it; -1 outside. */
    int columnAt(double x) {
        return index(x - left, cellWidth + gap);
    }

    int rowAt(double y) {
        return index(y - top, cellHeight + gap);
    }

    private int index(double offset, double step) {
        int index = (int) Math.floor(offset / step);
        return index >= 0 && index < size ? index : -1;
    }

    /** Every how many heads one is shown, so that they do not overlap. */
    int headStep(double step, double lineHeight) {
        return Math.max(1, (int) Math.ceil(lineHeight / step));
    }
}
