package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.qos.VerdictCorrectness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** The legend of the signs in the cells, below the grid, on as many lines as fit. */
final class Legend extends CanvasPainter {
    private static final double LINE = 20;
    private static final double FIRST = 22;
    private static final double SIGN = 18;
    private static final double GAP = 18;
    private static final double BELOW = 14;
    /** Maximum share of the height of the grid and the legend. */
    private static final double MAX_SHARE = 0.3;

    private static final VerdictCorrectness[] MARKS = {
        VerdictCorrectness.RIGHT, VerdictCorrectness.FALSE_ALARM, VerdictCorrectness.LATE
    };
    private static final String FAULT = "fault";
    private static final String NAME = "N";

    /** A sign and its word; the state is null for a mark, and the sign is empty for a hollow cell. */
    private record Item(@Nullable CellState state, String sign, String word) {}

    Legend(CanvasPainter other) {
        super(other);
    }

    /** Which marks the grid shows beside the states; only those are explained. */
    record Extras(
            Set<String> marks, boolean hasLagging, boolean hasDownForAll, boolean hasFaults, boolean hasDisputes) {
        static final Extras ALL = new Extras(
                Stream.of(MARKS).map(VerdictCorrectness::sign).collect(Collectors.toSet()), true, true, true, true);
    }

    private static List<Item> items(Extras extras) {
        List<Item> items = new ArrayList<>();
        for (CellState state : List.of(CellState.UP, CellState.SUSPECT, CellState.DOWN)) {
            items.add(new Item(state, state.sign(), state.label()));
        }
        // The rarest first: in a small window the last lines are left out.
        if (extras.hasLagging()) {
            items.add(new Item(null, "", "amber name, hollow cell: observer lagging"));
        }
        Stream.of(MARKS)
                .filter(mark -> extras.marks().contains(mark.sign()))
                .forEach(mark -> items.add(new Item(null, mark.sign(), mark.label())));
        items.add(new Item(CellState.NO_ANSWER, CellState.NO_ANSWER.sign(), String.join(" ", RowHeads.SILENT)));
        if (extras.hasDownForAll()) {
            items.add(new Item(CellState.DOWN, NAME, "red name: down for all"));
        }
        if (extras.hasFaults()) {
            items.add(new Item(null, FAULT, "injected fault"));
        }
        if (extras.hasDisputes()) {
            items.add(new Item(null, CellPainter.DISPUTED, "observers disagree"));
        }
        return items;
    }

    /** The height for all items, shown or not, so that the grid does not move when one appears; at most its share. */
    double height(double width, double gridHeight) {
        double all = FIRST + BELOW + LINE * place(items(Extras.ALL), width, null, 0, 0);
        return Math.min(all, Math.max(FIRST + BELOW, gridHeight * MAX_SHARE));
    }

    /** Draws the legend, without the lines that do not fit. */
    void draw(MatrixLayout layout, double width, double height, Extras extras) {
        place(items(extras), width, layout, layout.bottom() + FIRST, height - BELOW);
    }

    /** Places the items, and draws them if there is a layout; returns the number of the last line, from 0. */
    private int place(List<Item> items, double width, @Nullable MatrixLayout layout, double top, double last) {
        double x = 0;
        int line = 0;
        for (Item item : items) {
            double itemWidth = SIGN + text.width(item.word(), text.small);
            if (x > 0 && x + itemWidth > width) {
                x = 0;
                line++;
            }
            if (layout != null && (line == 0 || top + line * LINE <= last)) {
                draw(item, layout, x, top + line * LINE);
            }
            x += itemWidth + GAP;
        }
        return line;
    }

    private void draw(Item item, MatrixLayout layout, double x, double y) {
        CellState state = item.state();
        if (state == null) {
            mark(item, x, y);
        } else if (layout.density() == MatrixLayout.Density.PATTERNS
                && !item.sign().equals(NAME)) {
            new CellPainter(this, layout).pattern(state, x, y - 6, 12, 12);
        } else {
            sign(item.sign(), palette.sign(state), x, y);
        }
        left(item.word(), text.small, palette.of(Tone.MUTED), x + SIGN, y);
    }

    private void mark(Item item, double x, double y) {
        if (item.sign().isEmpty()) {
            gc.setStroke(palette.of(Tone.SUSPECT_SIGN));
            gc.setLineWidth(1.5);
            gc.strokeRoundRect(x + 1, y - 5, 11, 10, 4, 4);
        } else if (item.sign().equals(FAULT)) {
            FaultIcon.draw(gc, palette.of(Tone.TEXT), x + 2, y - 6, 12);
        } else if (item.sign().equals(CellPainter.DISPUTED)) {
            sign(item.sign(), palette.of(Tone.TEXT), x, y);
        } else {
            boolean isRight = item.sign().equals(VerdictCorrectness.RIGHT.sign());
            sign(item.sign(), palette.of(isRight ? Tone.MUTED : Tone.SUSPECT_SIGN), x, y);
        }
    }

    private void sign(String sign, Color color, double x, double y) {
        left(sign, text.head, color, x, y);
    }
}
