package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.matrix.MatrixPainter.Sight;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.MeasuredRange;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The observers' names at the heads of their rows, each with how well the observer itself is. */
final class RowHeads {
    static final List<String> SILENT = List.of("does not", "answer");
    /** The widest that an observer says of itself. */
    static final String WIDEST_HEALTH = "lagging";

    private static final double MIN_SIZE_FOR_TWO_LINES = 34;
    private static final double MIN_SIZE_FOR_THREE_LINES = 50;

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text;
    private final MatrixLayout layout;
    private final Sight sight;
    private final Ring chosen;

    /** Draws a ring around a name that begins at x and is so wide. */
    interface Ring {
        void draw(double x, double middle, double width);
    }

    RowHeads(GraphicsContext on, Palette palette, CanvasText text, MatrixLayout layout, Sight sight, Ring chosen) {
        this.on = on;
        this.palette = palette;
        this.text = text;
        this.layout = layout;
        this.sight = sight;
        this.chosen = chosen;
    }

    /** The lines below the name: how late its ticks are, and whether that is so for longer. */
    static List<String> words(Grid grid, int row) {
        StatusReport report = grid.row(row).report();
        if (!grid.isAnswering(row)) {
            return SILENT;
        }
        if (report == null || report.lag() == null) {
            return List.of("sees " + grid.seesUp(row) + " of " + (grid.size() - 1));
        }
        String lag = "lag " + MeasuredRange.words(report.lag());
        return grid.isSick(row) ? List.of(lag, grid.isStalled(row) ? "stalled" : "lagging") : List.of(lag);
    }

    void draw(int row, boolean isLit) {
        Grid grid = sight.grid();
        double x = layout.left() - 16;
        double middle = layout.y(row) + layout.cellHeight() / 2;
        boolean answers = grid.isAnswering(row);
        Color color = palette.of(answers || isLit || grid.isBlank() ? Tone.TEXT : Tone.MUTED);
        String name = text.fit(grid.nodes().get(row).value(), text.head, layout.left() - 16);
        boolean hasWords =
                layout.density() == MatrixLayout.Density.WORDS && layout.cellHeight() >= MIN_SIZE_FOR_TWO_LINES;
        if (grid.isBlank() || !hasWords) {
            name(row, name, grid.isSick(row) ? palette.of(Tone.SUSPECT_SIGN) : color, x, middle);
            return;
        }
        Color quiet = palette.of(grid.isSick(row) ? Tone.SUSPECT_SIGN : Tone.MUTED);
        List<String> words = words(grid, row);
        String oneLine = String.join(grid.isSick(row) ? " · " : " ", words);
        if (text.width(oneLine, text.small) <= x + 2) {
            name(row, name, color, x, middle - 8);
            right(oneLine, text.small, quiet, x, middle + 9);
        } else if (layout.cellHeight() >= MIN_SIZE_FOR_THREE_LINES) {
            name(row, name, color, x, middle - 16);
            right(words.get(0), text.small, quiet, x, middle + 1);
            right(words.get(words.size() - 1), text.small, quiet, x, middle + 16);
        } else {
            name(row, name, color, x, middle - 8);
            right(words.get(words.size() - 1), text.small, quiet, x, middle + 9);
        }
    }

    private void name(int row, String name, Color color, double x, double y) {
        NodeId node = sight.grid().nodes().get(row);
        double width = text.width(name, text.head);
        if (sight.isChosen(node)) {
            chosen.draw(x - width, y, width);
        }
        if (sight.faults().isOnRow(node)) {
            new FaultPainter(on, palette, text, layout).head(x - width, y);
        }
        right(name, text.head, color, x, y);
    }

    private void right(String words, Font font, Color color, double x, double y) {
        CanvasText.draw(on, words, font, color, TextAlignment.RIGHT, VPos.CENTER, x, y);
    }
}
