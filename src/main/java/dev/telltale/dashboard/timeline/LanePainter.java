package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.CanvasText;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Paints one lane: a bar for each interval in the colour of its state, taller for suspect and down, with the sign of
 * the state. A lane of all observers shows the shares that report suspect and down, from below.
 */
public final class LanePainter extends CanvasPainter {
    private static final double MIN_WIDTH_FOR_SIGN = 15;
    private static final double HATCH = 6;
    private static final double ARC = 4;

    private final Font signs = CanvasText.bold(9);

    public LanePainter(CanvasPainter other) {
        super(other);
    }

    /**
     * Paints the lane.
     *
     * @param left where the first column is
     * @param pitch the height that the lane has with its distance to the next one
     * @param top its upper edge
     */
    public void paint(LaneSegments segments, double left, double pitch, double top) {
        double bar = Math.min(13, pitch - 3);
        double y = top + (pitch - bar) / 2;
        for (Run run : segments.runs()) {
            double x = left + run.from();
            double width = run.until() - run.from();
            if (run.state() == CellState.NO_ANSWER || run.state() == CellState.UNKNOWN) {
                noStatus(run.state(), x, y, width, bar);
            } else if (segments.lane().observer() == null) {
                shares(run, x, y, width, bar);
            } else {
                state(run.state(), x, y, width, bar);
            }
        }
        for (LaneSegments.Note note : segments.notes()) {
            onBar(note.words(), left + note.column() + MIN_WIDTH_FOR_SIGN, y + bar / 2);
        }
    }

    private void onBar(String words, double x, double y) {
        left(words, signs, palette.of(Tone.BACKGROUND), x, y);
    }

    private void state(CellState state, double x, double y, double width, double bar) {
        double height = bar * (state == CellState.DOWN ? 1 : state == CellState.SUSPECT ? 0.9 : 0.75);
        fill(palette.sign(state), x, y + (bar - height) / 2, width, height);
        if (state != CellState.UP && width >= MIN_WIDTH_FOR_SIGN) {
            onBar(state.sign(), x + 4, y + bar / 2);
        }
    }

    /** Draws green for the observers that answer; over it, from below, red for down and amber for suspect. */
    private void shares(Run run, double x, double y, double width, double bar) {
        fill(palette.of(Tone.UP_DENSE), x, y, width, bar);
        double down = run.of() == 0 ? 0 : bar * run.down() / run.of();
        double suspect = run.of() == 0 ? 0 : bar * run.suspect() / run.of();
        // At least 2 pixels, so that one of many observers is visible.
        double red = run.down() == 0 ? 0 : Math.max(2, down);
        double amber = run.suspect() == 0 ? 0 : Math.max(2, Math.min(suspect, bar - red));
        if (red > 0) {
            fill(palette.sign(CellState.DOWN), x, y + bar - red, width, red);
        }
        if (amber > 0) {
            fill(palette.sign(CellState.SUSPECT), x, y + Math.max(0, bar - red - amber), width, amber);
        }
        if (run.state() == CellState.DOWN && width >= MIN_WIDTH_FOR_SIGN) {
            onBar(CellState.DOWN.sign(), x + 4, y + bar / 2);
        }
    }

    /** Rounds the corners of wide bars only: thousands of thin bars are drawn at once. */
    private void fill(Color color, double x, double y, double width, double height) {
        gc.setFill(color);
        if (width > 2 * ARC && height > ARC) {
            gc.fillRoundRect(x, y, width, height, ARC, ARC);
        } else {
            gc.fillRect(x, y, width, height);
        }
    }

    /** Draws a hatched box if the observer did not answer, a line if the status is unknown. */
    private void noStatus(CellState state, double x, double y, double width, double bar) {
        gc.setStroke(palette.edge(state));
        gc.setLineWidth(1);
        double middle = Math.rint(y + bar / 2) + 0.5;
        if (state == CellState.UNKNOWN || width < 2 * HATCH) {
            gc.strokeLine(x, middle, x + width, middle);
            return;
        }
        double top = y + 1;
        double height = bar - 2;
        gc.strokeRoundRect(x + 0.5, top + 0.5, width - 1, height - 1, ARC, ARC);
        gc.setStroke(palette.of(Tone.HATCH));
        for (double d = HATCH; d < width; d += HATCH) {
            gc.strokeLine(x + d - Math.min(d, height), top + height - Math.max(0, height - d) - 0.5, x + d, top + 0.5);
        }
    }
}
