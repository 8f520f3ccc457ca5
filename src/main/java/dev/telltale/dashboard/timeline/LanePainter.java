package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Paints one lane: bars in the colours of the states, the worse the taller, with the state's sign where a bad one begins; for
 * all observers together, the share of them from below.
 */
final class LanePainter {
    private static final double STRENGTH = 0.88;
    private static final double MIN_SIZE_FOR_SIGN = 15;
    private static final double HATCH = 6;
    private static final double ARC = 4;

    private final GraphicsContext on;
    private final Palette palette;
    private final Font signs = CanvasText.bold(9);

    LanePainter(GraphicsContext on, Palette palette) {
        this.on = on;
        this.palette = palette;
    }

    void paint(LaneSegments strip, TimelineLayout layout, double top) {
        double bar = Math.min(13, layout.pitch() - 3);
        double y = top + (layout.pitch() - bar) / 2;
        for (Run run : strip.runs()) {
            double x = layout.left() + run.from();
            double width = run.until() - run.from();
            if (run.health() == CellState.NO_ANSWER || run.health() == CellState.UNKNOWN) {
                nothingSaid(run.health(), x, y, width, bar);
            } else if (strip.lane().cell() == null) {
                shares(run, x, y, width, bar);
            } else {
                state(run.health(), x, y, width, bar);
            }
        }
        for (LaneSegments.Note note : strip.notes()) {
            onBar(note.words(), layout.left() + note.column() + MIN_SIZE_FOR_SIGN, y + bar / 2);
        }
    }

    private void onBar(String words, double x, double y) {
        CanvasText.draw(on, words, signs, palette.of(Tone.GROUND), TextAlignment.LEFT, VPos.CENTER, x, y);
    }

    private void state(CellState health, double x, double y, double width, double bar) {
        double height = bar * (health == CellState.DOWN ? 1 : health == CellState.SUSPECT ? 0.9 : 0.75);
        fill(palette.sign(health), x, y + (bar - height) / 2, width, height);
        if (health != CellState.UP && width >= MIN_SIZE_FOR_SIGN) {
            onBar(health.sign(), x + 4, y + bar / 2);
        }
    }

    /** Green for all who answer; over it, from below, red for those who say down and amber for those who suspect. */
    private void shares(Run run, double x, double y, double width, double bar) {
        fill(palette.of(Tone.UP_DENSE), x, y, width, bar);
        double down = run.of() == 0 ? 0 : bar * run.down() / run.of();
        double suspect = run.of() == 0 ? 0 : bar * run.suspect() / run.of();
        // One of many is seen, too.
        double red = run.down() == 0 ? 0 : Math.max(2, down);
        double amber = run.suspect() == 0 ? 0 : Math.max(2, Math.min(suspect, bar - red));
        if (red > 0) {
            fill(palette.sign(CellState.DOWN), x, y + bar - red, width, red);
        }
        if (amber > 0) {
            fill(palette.sign(CellState.SUSPECT), x, y + Math.max(0, bar - red - amber), width, amber);
        }
        if (run.health() == CellState.DOWN && width >= MIN_SIZE_FOR_SIGN) {
            onBar(CellState.DOWN.sign(), x + 4, y + bar / 2);
        }
    }

    /** Round only where there is room for it: thousands of thin bars are drawn at once. */
    private void fill(Color color, double x, double y, double width, double height) {
        on.setGlobalAlpha(STRENGTH);
        on.setFill(color);
        if (width > 2 * ARC && height > ARC) {
            on.fillRoundRect(x, y, width, height, ARC, ARC);
        } else {
            on.fillRect(x, y, width, height);
        }
        on.setGlobalAlpha(1);
    }

    private void nothingSaid(CellState health, double x, double y, double width, double bar) {
        on.setStroke(palette.edge(health));
        on.setLineWidth(1);
        double middle = Math.rint(y + bar / 2) + 0.5;
        if (health == CellState.UNKNOWN || width < 2 * HATCH) {
            on.strokeLine(x, middle, x + width, middle);
            return;
        }
        double top = y + 1;
        double height = bar - 2;
        on.strokeRoundRect(x + 0.5, top + 0.5, width - 1, height - 1, ARC, ARC);
        on.setStroke(palette.of(Tone.HATCH));
        for (double d = HATCH; d < width; d += HATCH) {
            on.strokeLine(x + d - Math.min(d, height), top + height - Math.max(0, height - d) - 0.5, x + d, top + 0.5);
        }
    }
}
