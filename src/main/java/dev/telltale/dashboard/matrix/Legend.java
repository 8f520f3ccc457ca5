package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.qos.VerdictCorrectness;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** What the signs in the cells mean, below the grid, on as many lines as it needs and the cells leave. */
final class Legend {
    private static final double LINE = 20;
    private static final double FIRST = 22;
    private static final double SIGN = 18;
    private static final double GAP = 18;
    private static final double BELOW = 14;
    /** Of the area that it shares with the cells. */
    private static final double MAX_SHARE = 0.3;

    private static final String BROKEN = "bolt";

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text;

    /** One sign and its word; no health for a mark, and no sign for a hollow cell. */
    private record Item(@Nullable CellState health, String sign, String word) {}

    Legend(GraphicsContext on, Palette palette, CanvasText text) {
        this.on = on;
        this.palette = palette;
        this.text = text;
    }

    /** What there is beside the states, and so has to be explained. */
    record Extras(boolean hasMarks, boolean hasHollow, boolean hasFaults, boolean hasDisputes) {
        static final Extras ALL = new Extras(true, true, true, true);
    }

    private static List<Item> items(Extras extras) {
        List<Item> items = new ArrayList<>();
        for (CellState health : List.of(CellState.UP, CellState.SUSPECT, CellState.DOWN)) {
            items.add(new Item(health, health.sign(), health.word()));
        }
        items.add(new Item(CellState.NO_ANSWER, CellState.NO_ANSWER.sign(), String.join(" ", RowHeads.SILENT)));
        if (extras.hasHollow()) {
            items.add(new Item(null, "", "hollow: sick observer"));
        }
        if (extras.hasFaults()) {
            items.add(new Item(null, BROKEN, "broken on purpose"));
        }
        if (extras.hasDisputes()) {
            items.add(new Item(null, CellPainter.DISPUTED, "observers differ"));
        }
        if (extras.hasMarks()) {
            for (VerdictCorrectness standing :
                    List.of(VerdictCorrectness.RIGHT, VerdictCorrectness.FALSE_ALARM, VerdictCorrectness.LATE)) {
                items.add(new Item(null, standing.sign(), standing.word()));
            }
        }
        return items;
    }

    /** Room for all that it may ever say, so that the grid does not jump when a line is added; but the cells come first. */
    double height(double width, double whole) {
        double all = FIRST + BELOW + LINE * walk(items(Extras.ALL), width, null, 0, 0);
        return Math.min(all, Math.max(FIRST + BELOW, whole * MAX_SHARE));
    }

    /** Leaves out the lines for which there is no room. */
    void draw(MatrixLayout layout, double width, double height, Extras extras) {
        walk(items(extras), width, layout, layout.bottom() + FIRST, height - BELOW);
    }

    /** The number of the last line; draws only if there is a layout. */
    private int walk(List<Item> items, double width, @Nullable MatrixLayout layout, double top, double last) {
        double x = 0;
        int line = 0;
        for (Item item : items) {
            double wide = SIGN + text.width(item.word(), text.small);
            if (x > 0 && x + wide > width) {
                x = 0;
                line++;
            }
            if (layout != null && (line == 0 || top + line * LINE <= last)) {
                draw(item, layout, x, top + line * LINE);
            }
            x += wide + GAP;
        }
        return line;
    }

    private void draw(Item item, MatrixLayout layout, double x, double y) {
        CellState health = item.health();
        if (health == null) {
            mark(item, x, y);
        } else if (layout.density() == MatrixLayout.Density.PATTERNS) {
            new CellPainter(on, palette, text, layout).pattern(health, x, y - 6, 12, 12);
        } else {
            sign(item.sign(), palette.sign(health), x, y);
        }
        CanvasText.draw(
                on, item.word(), text.small, palette.of(Tone.MUTED), TextAlignment.LEFT, VPos.CENTER, x + SIGN, y);
    }

    private void mark(Item item, double x, double y) {
        if (item.sign().isEmpty()) {
            on.setStroke(palette.of(Tone.SUSPECT_SIGN));
            on.setLineWidth(1.5);
            on.strokeRoundRect(x + 1, y - 5, 11, 10, 4, 4);
        } else if (item.sign().equals(BROKEN)) {
            FaultIcon.draw(on, palette.of(Tone.TEXT), x + 2, y - 6, 12);
        } else if (item.sign().equals(CellPainter.DISPUTED)) {
            sign(item.sign(), palette.of(Tone.TEXT), x, y);
        } else {
            boolean isRight = item.sign().equals(VerdictCorrectness.RIGHT.sign());
            sign(item.sign(), palette.of(isRight ? Tone.MUTED : Tone.SUSPECT_SIGN), x, y);
        }
    }

    private void sign(String sign, Color color, double x, double y) {
        CanvasText.draw(on, sign, text.head, color, TextAlignment.LEFT, VPos.CENTER, x, y);
    }
}
