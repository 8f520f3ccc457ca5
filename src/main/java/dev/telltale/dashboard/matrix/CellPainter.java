package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.CanvasText;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.viewmodel.grid.CellLabel;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.qos.VerdictCorrectness;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Paints one cell: in words, as a sign or as a pattern, depending on the size of the cells. */
final class CellPainter extends CanvasPainter {
    /** The mark of a cell in which observers contradict each other. */
    static final String DISPUTED = "≠";

    private static final double[] WORD_SIZES = {15, 14, 13, 12, 11};
    private static final double HATCH_STEP = 9;
    private static final double SMALL_LINE = 15;
    private static final double MIN_SIZE_FOR_TWO_LINES = 78;
    private static final double ROOM_FOR_MARKS = 36;
    private static final double MIN_SIZE_FOR_PATTERN = 6;

    private final MatrixLayout layout;
    private final double pad;
    private final Font wordFont;
    private final double arc;

    CellPainter(CanvasPainter other, MatrixLayout layout) {
        super(other);
        this.layout = layout;
        this.pad = layout.cellWidth() >= 130 ? 15 : layout.cellWidth() >= 110 ? 11 : 8;
        this.wordFont = wordFont();
        this.arc = switch (layout.density()) {
            case WORDS -> 14;
            case SIGNS -> Math.min(8, layout.cellHeight() / 2);
            case PATTERNS -> 0;
        };
    }

    /** The largest font in which the widest word fits; the same for all cells. */
    private Font wordFont() {
        double room = layout.cellWidth() - 2 * pad;
        for (double size : WORD_SIZES) {
            Font font = CanvasText.bold(size);
            if (text.width(CellState.UNKNOWN.signAndWord(), font) <= room
                    && text.width(CellState.SUSPECT.signAndWord(), font) <= room) {
                return font;
            }
        }
        return CanvasText.bold(WORD_SIZES[WORD_SIZES.length - 1]);
    }

    void background(CellState state, double x, double y, boolean isBlank, boolean isHollow) {
        double w = layout.cellWidth();
        double h = layout.cellHeight();
        if (isHollow) {
            hollow(state, x, y, w, h);
            return;
        }
        if (layout.density() == MatrixLayout.Density.PATTERNS) {
            pattern(state, x, y, w, h);
            return;
        }
        if (layout.density() == MatrixLayout.Density.SIGNS && state != CellState.NO_ANSWER) {
            small(state, x, y, w, h);
            return;
        }
        gc.setFill(palette.fill(state));
        gc.fillRoundRect(x, y, w, h, arc, arc);
        if (state == CellState.NO_ANSWER && !isBlank) {
            hatch(x, y, w, h);
        }
        gc.setStroke(palette.edge(state));
        gc.setLineWidth(1);
        boolean isDashed = state == CellState.NO_ANSWER;
        if (isDashed) {
            gc.setLineDashes(4, 3);
        }
        gc.strokeRoundRect(x + 0.5, y + 0.5, w - 1, h - 1, arc, arc);
        if (isDashed) {
            gc.setLineDashes();
        }
    }

    /** Leaves out the corners: software rendering spends most of its time on rounded corners of a thousand cells. */
    private void small(CellState state, double x, double y, double w, double h) {
        gc.setFill(palette.edge(state));
        gc.fillRect(x + 1, y, w - 2, h);
        gc.fillRect(x, y + 1, w, h - 2);
        gc.setFill(palette.fill(state));
        gc.fillRect(x + 1, y + 1, w - 2, h - 2);
    }

    /** Paints the outline only: a suspicion of an observer that is itself lagging or stalled. */
    private void hollow(CellState state, double x, double y, double w, double h) {
        double line = layout.density() == MatrixLayout.Density.PATTERNS ? Math.min(1.5, w / 4) : 1.5;
        gc.setFill(palette.of(Tone.BACKGROUND));
        gc.fillRoundRect(x, y, w, h, arc, arc);
        gc.setStroke(palette.sign(state));
        gc.setLineWidth(line);
        gc.strokeRoundRect(x + line / 2, y + line / 2, w - line, h - line, arc, arc);
    }

    /** Draws whether the status is right, late or a false alarm, in the upper right corner if there is room. */
    void mark(String mark, double x, double y) {
        if (mark.isEmpty() || !layout.hasMarks()) {
            return;
        }
        boolean isWide = isWide();
        double in = isWide ? pad : 2;
        Color color = palette.of(mark.equals(VerdictCorrectness.RIGHT.sign()) ? Tone.MUTED : Tone.SUSPECT_SIGN);
        double right = x + layout.cellWidth() - in;
        draw(mark, isWide ? text.mark : text.smallMark, color, TextAlignment.RIGHT, VPos.TOP, right, y + in);
    }

    /** Draws that another observer disagrees: left of the mark, in the upper left corner, or as a dot. */
    void disputed(String mark, double x, double y) {
        Color color = palette.of(Tone.TEXT);
        if (layout.density() == MatrixLayout.Density.PATTERNS || !layout.hasMarks()) {
            double size = Math.max(1.5, Math.min(layout.cellWidth(), layout.cellHeight()) / 4);
            gc.setFill(color);
            gc.fillRect(x, y, size, size);
            return;
        }
        boolean isWide = isWide();
        Font font = isWide ? text.mark : text.smallMark;
        double in = isWide ? pad : 2;
        if (layout.density() == MatrixLayout.Density.SIGNS) {
            draw(DISPUTED, font, color, TextAlignment.LEFT, VPos.TOP, x + in, y + in);
        } else {
            double beside = mark.isEmpty() ? 0 : text.width(mark, font) + 6;
            double right = x + layout.cellWidth() - in - beside;
            draw(DISPUTED, font, color, TextAlignment.RIGHT, VPos.TOP, right, y + in);
        }
    }

    /** Whether two marks fit beside the word "down". */
    private boolean isWide() {
        return layout.density() == MatrixLayout.Density.WORDS
                && layout.cellHeight() >= 64
                && layout.cellWidth() >= 2 * pad + text.width(CellState.DOWN.signAndWord(), wordFont) + ROOM_FOR_MARKS;
    }

    double pad() {
        return pad;
    }

    /** Draws the previous state over the cell, with this opacity. */
    void fading(CellState from, double opacity, double x, double y) {
        gc.setGlobalAlpha(opacity);
        gc.setFill(layout.density() == MatrixLayout.Density.PATTERNS ? palette.dense(from) : palette.fill(from));
        gc.fillRoundRect(x + 1, y + 1, layout.cellWidth() - 2, layout.cellHeight() - 2, arc, arc);
        gc.setGlobalAlpha(1);
    }

    void sign(CellState state, double x, double y) {
        if (layout.density() == MatrixLayout.Density.SIGNS && state != CellState.ITSELF) {
            double size = Math.max(7, Math.min(15, Math.min(layout.cellWidth(), layout.cellHeight()) * 0.62));
            inMiddle(state.sign(), CanvasText.bold(size), palette.sign(state), x, y);
        }
    }

    /**
     * Draws the words of the cell.
     *
     * @param reserved pixels to keep free at the end of the small print
     */
    void words(CellLabel label, double x, double y, boolean isBlank, double reserved) {
        CellState state = label.state();
        Color color = palette.sign(state);
        if (state == CellState.ITSELF) {
            inMiddle(state.label(), text.small, color, x, y);
            return;
        }
        String word = isBlank ? CellState.NO_ANSWER.sign() : state.signAndWord();
        if (isBlank) {
            inMiddle(word, wordFont, color, x, y);
            return;
        }
        double h = layout.cellHeight();
        double top = h >= 64 ? y + pad : y + Math.max(3, h / 2 - (layout.hasSmallPrint() ? 17 : 9));
        draw(word, wordFont, color, TextAlignment.LEFT, VPos.TOP, x + pad, top);
        if (layout.hasSmallPrint()) {
            smallPrint(label, x + pad, h >= 64 ? y + h - pad : y + h / 2 + 16, reserved);
        }
    }

    /** Draws the small print on one line if it fits, else on two, else as much as fits. */
    private void smallPrint(CellLabel label, double x, double base, double reserved) {
        double room = layout.cellWidth() - 2 * pad + 4 - reserved;
        boolean isOneLine = label.print().size() < 2 || text.width(label.oneLine(), text.small) <= room;
        if (isOneLine || layout.cellHeight() < MIN_SIZE_FOR_TWO_LINES) {
            small(isOneLine ? label.oneLine() : label.print().get(0), room, x, base);
        } else {
            small(label.print().get(0), room, x, base - SMALL_LINE);
            small(label.print().get(1), room, x, base);
        }
    }

    private void small(String words, double room, double x, double base) {
        String fit = text.fit(words, text.small, room);
        draw(fit, text.small, palette.of(Tone.MUTED), TextAlignment.LEFT, VPos.BOTTOM, x, base);
    }

    private void inMiddle(String word, Font font, Color color, double x, double y) {
        centered(word, font, color, x + layout.cellWidth() / 2, y + layout.cellHeight() / 2);
    }

    /** Draws diagonal lines, each computed to end at the edge of the cell: clipping costs more than drawing. */
    private void hatch(double x, double y, double w, double h) {
        gc.setStroke(palette.of(Tone.HATCH));
        gc.setLineWidth(1);
        double step = layout.density() == MatrixLayout.Density.WORDS ? HATCH_STEP : 6;
        for (double d = step; d < w + h; d += step) {
            double fromX = Math.max(0, d - h);
            double toX = Math.min(w, d);
            if (toX - fromX > arc / 2.5) {
                gc.strokeLine(x + fromX, y + d - fromX, x + toX, y + d - toX);
            }
        }
    }

    /** Draws a pattern: up plain, suspect half filled, down crossed, no answer a thin line; distinct without colour. */
    void pattern(CellState state, double x, double y, double w, double h) {
        gc.setFill(state == CellState.ITSELF ? palette.of(Tone.EDGE) : palette.dense(state));
        switch (state) {
            case UP, ITSELF -> gc.fillRect(x, y, w, h);
            case SUSPECT -> {
                gc.setGlobalAlpha(0.35);
                gc.fillRect(x, y, w, h);
                gc.setGlobalAlpha(1);
                gc.fillRect(x, y + h / 2, w, h / 2);
            }
            case DOWN -> {
                if (Math.min(w, h) < MIN_SIZE_FOR_PATTERN) {
                    // Too small for a cross: also fills the gap instead.
                    gc.fillRect(x - 0.5, y - 0.5, w + 1, h + 1);
                    return;
                }
                gc.fillRect(x, y, w, h);
                gc.setStroke(palette.of(Tone.BACKGROUND));
                gc.setLineWidth(Math.max(0.8, Math.min(w, h) / 8));
                gc.strokeLine(x, y + h, x + w, y);
                gc.strokeLine(x, y, x + w, y + h);
            }
            case UNKNOWN, NO_ANSWER -> {
                gc.setStroke(palette.edge(state));
                gc.setLineWidth(0.8);
                gc.strokeLine(x, y + h, x + w, y);
            }
        }
    }
}
