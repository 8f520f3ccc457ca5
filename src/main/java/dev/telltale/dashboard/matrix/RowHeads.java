package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.matrix.MatrixPainter.View;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.text.DurationFormat;
import java.util.List;
import javafx.scene.paint.Color;

/** Draws the row headers: the name of each observer, and below it how late the observer itself is. */
final class RowHeads extends CanvasPainter {
    static final List<String> SILENT = List.of("does not", "answer");
    /** The widest line below the name for a lag of less than 1 s; a longer one may be cut with an ellipsis. */
    static final String WIDEST_HINT = "lag 999 ms";

    private static final double MIN_SIZE_FOR_TWO_LINES = 34;
    private static final double MIN_SIZE_FOR_THREE_LINES = 50;

    private final MatrixLayout layout;
    private final View view;
    private final Ring chosen;

    /** Draws a ring around a name that begins at x. */
    interface Ring {
        void draw(double x, double middle, double width);
    }

    RowHeads(CanvasPainter other, MatrixLayout layout, View view, Ring chosen) {
        super(other);
        this.layout = layout;
        this.view = view;
        this.chosen = chosen;
    }

    /** The lines below the name: the lag of the observer, and whether it is lagging or stalled. */
    static List<String> words(Grid grid, int row) {
        StatusReport report = grid.row(row).report();
        if (!grid.isAnswering(row)) {
            return SILENT;
        }
        if (report == null || report.lag() == null) {
            return List.of("sees " + grid.upCount(row) + " of " + (grid.size() - 1));
        }
        String lag = "lag " + DurationFormat.measured(report.lag());
        return grid.isLagging(row) ? List.of(lag, grid.isStalled(row) ? "stalled" : "lagging") : List.of(lag);
    }

    /**
     * Draws one header.
     *
     * @param row number of the observer
     * @param position of its row
     */
    void draw(int row, int position, boolean isLit) {
        Grid grid = view.grid();
        double x = layout.left() - 16;
        double middle = layout.y(position) + layout.cellHeight() / 2;
        boolean isAnswering = grid.isAnswering(row);
        Color color = palette.of(
                grid.isLagging(row)
                        ? Tone.SUSPECT_SIGN
                        : isAnswering || isLit || grid.isBlank() ? Tone.TEXT : Tone.MUTED);
        String name = text.fit(grid.nodes().get(row).value(), view.names(), text.head, layout.left() - 16);
        boolean hasWords =
                layout.density() == MatrixLayout.Density.WORDS && layout.cellHeight() >= MIN_SIZE_FOR_TWO_LINES;
        if (grid.isBlank() || !hasWords) {
            name(row, name, color, x, middle);
            return;
        }
        Color quiet = palette.of(grid.isLagging(row) ? Tone.SUSPECT_SIGN : Tone.MUTED);
        List<String> words = words(grid, row);
        String oneLine = String.join(grid.isLagging(row) ? " · " : " ", words);
        if (text.width(oneLine, text.small) <= x + 2) {
            name(row, name, color, x, middle - 8);
            right(oneLine, text.small, quiet, x, middle + 9);
        } else if (words.size() > 1 && layout.cellHeight() >= MIN_SIZE_FOR_THREE_LINES) {
            name(row, name, color, x, middle - 16);
            line(words.get(0), quiet, x, middle + 1);
            line(words.get(words.size() - 1), quiet, x, middle + 16);
        } else {
            name(row, name, color, x, middle - 8);
            line(words.get(words.size() - 1), quiet, x, middle + 9);
        }
    }

    /** A line that ends at x, cut with an ellipsis where it would begin left of the canvas. */
    private void line(String words, Color color, double x, double y) {
        right(text.fit(words, text.small, x + 2), text.small, color, x, y);
    }

    private void name(int row, String name, Color color, double x, double y) {
        NodeId node = view.grid().nodes().get(row);
        double width = text.width(name, text.head);
        if (view.isChosen(node)) {
            chosen.draw(x - width, y, width);
        }
        if (view.faults().isOnRow(node)) {
            new FaultPainter(this, layout).header(x - width, y);
        }
        right(name, text.head, color, x, y);
    }
}
