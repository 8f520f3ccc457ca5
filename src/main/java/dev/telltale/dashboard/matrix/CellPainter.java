package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.grid.CellLabel;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.qos.VerdictCorrectness;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Paints one cell, in words, as a sign or as a pattern. */
final class CellPainter {
    /** The mark where observers contradict each other. */
    static final String DISPUTED = "≠";

    private static final double[] WORD_SIZES = {15, 14, 13, 12, 11};
    private static final double HATCH_STEP = 9;
    private static final double SMALL_LINE = 15;
    private static final double MIN_SIZE_FOR_TWO_LINES = 78;
    private static final double ROOM_FOR_MARKS = 36;
    private static final double MIN_SIZE_FOR_PATTERN = 6;

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text;
    private final MatrixLayout layout;
    private final double pad;
    private final Font wordFont;
    private final double arc;

    CellPainter(GraphicsContext on, Palette palette, CanvasText text, MatrixLayout layout) {
        this.on = on;
        this.palette = palette;
        this.text = text;
        this.layout = layout;
        this.pad = layout.cellWidth() >= 130 ? 15 : layout.cellWidth() >= 110 ? 11 : 8;
        this.wordFont = wordFont();
        this.arc = switch (layout.density()) {
            case WORDS -> 14;
            case SIGNS -> Math.min(8, layout.cellHeight() / 2);
            case PATTERNS -> 0;
        };
    }

    /** One size for all cells: the largest at which the widest word fits. */
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

    void ground(CellState health, double x, double y, boolean isBlank, boolean isHollow) {
        double w = layout.cellWidth();
        double h = layout.cellHeight();
        if (isHollow) {
            hollow(health, x, y, w, h);
            return;
        }
        if (layout.density() == MatrixLayout.Density.PATTERNS) {
            pattern(health, x, y, w, h);
            return;
        }
        if (layout.density() == MatrixLayout.Density.SIGNS && health != CellState.NO_ANSWER) {
            small(health, x, y, w, h);
            return;
        }
        on.setFill(palette.fill(health));
        on.fillRoundRect(x, y, w, h, arc, arc);
        if (health == CellState.NO_ANSWER && !isBlank) {
            hatch(x, y, w, h);
        }
        on.setStroke(palette.edge(health));
        on.setLineWidth(1);
        boolean isDashed = health == CellState.NO_ANSWER;
        if (isDashed) {
            on.setLineDashes(4, 3);
        }
        on.strokeRoundRect(x + 0.5, y + 0.5, w - 1, h - 1, arc, arc);
        if (isDashed) {
            on.setLineDashes();
        }
    }

    /** Without curves, the corners left out: of a thousand cells they took most of the renderer's time, drawn in software. */
    private void small(CellState health, double x, double y, double w, double h) {
        on.setFill(palette.edge(health));
        on.fillRect(x + 1, y, w - 2, h);
        on.fillRect(x, y + 1, w, h - 2);
        on.setFill(palette.fill(health));
        on.fillRect(x + 1, y + 1, w - 2, h - 2);
    }

    /** A suspicion of an observer that is not well itself: its outline only. */
    private void hollow(CellState health, double x, double y, double w, double h) {
        double line = layout.density() == MatrixLayout.Density.PATTERNS ? Math.min(1.5, w / 4) : 1.5;
        on.setFill(palette.of(Tone.GROUND));
        on.fillRoundRect(x, y, w, h, arc, arc);
        on.setStroke(palette.sign(health));
        on.setLineWidth(line);
        on.strokeRoundRect(x + line / 2, y + line / 2, w - line, h - line, arc, arc);
    }

    /** What the cell is worth against the truth, in its upper right corner where there is room. */
    void mark(String mark, double x, double y) {
        if (mark.isEmpty() || !layout.hasMarks()) {
            return;
        }
        boolean isWide = isWide();
        double in = isWide ? pad : 2;
        Color color = palette.of(mark.equals(VerdictCorrectness.RIGHT.sign()) ? Tone.MUTED : Tone.SUSPECT_SIGN);
        double right = x + layout.cellWidth() - in;
        CanvasText.draw(
                on, mark, isWide ? text.mark : text.smallMark, color, TextAlignment.RIGHT, VPos.TOP, right, y + in);
    }

    /** Another observer says otherwise: left of the mark, or in the upper left corner, or as a dot. */
    void disputed(String mark, double x, double y) {
        Color color = palette.of(Tone.TEXT);
        if (layout.density() == MatrixLayout.Density.PATTERNS || !layout.hasMarks()) {
            double size = Math.max(1.5, Math.min(layout.cellWidth(), layout.cellHeight()) / 4);
            on.setFill(color);
            on.fillRect(x, y, size, size);
            return;
        }
        boolean isWide = isWide();
        Font font = isWide ? text.mark : text.smallMark;
        double in = isWide ? pad : 2;
        if (layout.density() == MatrixLayout.Density.SIGNS) {
            CanvasText.draw(on, DISPUTED, font, color, TextAlignment.LEFT, VPos.TOP, x + in, y + in);
        } else {
            double beside = mark.isEmpty() ? 0 : text.width(mark, font) + 6;
            double right = x + layout.cellWidth() - in - beside;
            CanvasText.draw(on, DISPUTED, font, color, TextAlignment.RIGHT, VPos.TOP, right, y + in);
        }
    }

    /** Whether two marks have room beside the word of a cell that is down. */
    private boolean isWide() {
        return layout.density() == MatrixLayout.Density.WORDS
                && layout.cellHeight() >= 64
                && layout.cellWidth() >= 2 * pad + text.width(CellState.DOWN.signAndWord(), wordFont) + ROOM_FOR_MARKS;
    }

    double pad() {
        return pad;
    }

    void fading(CellState from, double left, double x, double y) {
        on.setGlobalAlpha(left);
        on.setFill(layout.density() == MatrixLayout.Density.PATTERNS ? palette.dense(from) : palette.fill(from));
        on.fillRoundRect(x + 1, y + 1, layout.cellWidth() - 2, layout.cellHeight() - 2, arc, arc);
        on.setGlobalAlpha(1);
    }

    void sign(CellState health, double x, double y) {
        if (layout.density() == MatrixLayout.Density.SIGNS && health != CellState.ITSELF) {
            double size = Math.max(7, Math.min(15, Math.min(layout.cellWidth(), layout.cellHeight()) * 0.62));
            centered(health.sign(), CanvasText.bold(size), palette.sign(health), x, y);
        }
    }

    /** Leaves this much room free at the end of the small print. */
    void words(CellLabel face, double x, double y, boolean isBlank, double less) {
        CellState health = face.health();
        Color color = palette.sign(health);
        if (health == CellState.ITSELF) {
            centered(health.word(), text.small, color, x, y);
            return;
        }
        String word = isBlank ? CellState.NO_ANSWER.sign() : health.signAndWord();
        if (isBlank) {
            centered(word, wordFont, palette.edge(health), x, y);
            return;
        }
        double h = layout.cellHeight();
        double top = h >= 64 ? y + pad : y + Math.max(3, h / 2 - (layout.hasSmallPrint() ? 17 : 9));
        CanvasText.draw(on, word, wordFont, color, TextAlignment.LEFT, VPos.TOP, x + pad, top);
        if (layout.hasSmallPrint()) {
            smallPrint(face, x + pad, h >= 64 ? y + h - pad : y + h / 2 + 16, less);
        }
    }

    /** On one line if it fits, else on two, else as much as fits. */
    private void smallPrint(CellLabel face, double x, double base, double less) {
        double room = layout.cellWidth() - 2 * pad + 4 - less;
        boolean isOneLine = face.print().size() < 2 || text.width(face.oneLine(), text.small) <= room;
        if (isOneLine || layout.cellHeight() < MIN_SIZE_FOR_TWO_LINES) {
            small(isOneLine ? face.oneLine() : face.print().get(0), room, x, base);
        } else {
            small(face.print().get(0), room, x, base - SMALL_LINE);
            small(face.print().get(1), room, x, base);
        }
    }

    private void small(String words, double room, double x, double base) {
        String fit = text.fit(words, text.small, room);
        CanvasText.draw(on, fit, text.small, palette.of(Tone.MUTED), TextAlignment.LEFT, VPos.BOTTOM, x, base);
    }

    private void centered(String word, Font font, Color color, double x, double y) {
        double middleX = x + layout.cellWidth() / 2;
        double middleY = y + layout.cellHeight() / 2;
        CanvasText.draw(on, word, font, color, TextAlignment.CENTER, VPos.CENTER, middleX, middleY);
    }

    /** Lines from the lower left to the upper right, each cut to the cell by hand: clipping costs more than drawing. */
    private void hatch(double x, double y, double w, double h) {
        on.setStroke(palette.of(Tone.HATCH));
        on.setLineWidth(1);
        double step = layout.density() == MatrixLayout.Density.WORDS ? HATCH_STEP : 6;
        for (double d = step; d < w + h; d += step) {
            double fromX = Math.max(0, d - h);
            double toX = Math.min(w, d);
            if (toX - fromX > arc / 2.5) {
                on.strokeLine(x + fromX, y + d - fromX, x + toX, y + d - toX);
            }
        }
    }

    /** Up is plain, suspect half filled, down crossed through, no answer a thin stroke: told apart without colour. */
    void pattern(CellState health, double x, double y, double w, double h) {
        on.setFill(health == CellState.ITSELF ? palette.of(Tone.EDGE) : palette.dense(health));
        switch (health) {
            case UP, ITSELF -> on.fillRect(x, y, w, h);
            case SUSPECT -> {
                on.setGlobalAlpha(0.35);
                on.fillRect(x, y, w, h);
                on.setGlobalAlpha(1);
                on.fillRect(x, y + h / 2, w, h / 2);
            }
            case DOWN -> {
                if (Math.min(w, h) < MIN_SIZE_FOR_PATTERN) {
                    // No room for a cross: it has no gap instead.
                    on.fillRect(x - 0.5, y - 0.5, w + 1, h + 1);
                    return;
                }
                on.fillRect(x, y, w, h);
                on.setStroke(palette.of(Tone.GROUND));
                on.setLineWidth(Math.max(0.8, Math.min(w, h) / 8));
                on.strokeLine(x, y + h, x + w, y);
                on.strokeLine(x, y, x + w, y + h);
            }
            case UNKNOWN, NO_ANSWER -> {
                on.setStroke(palette.edge(health));
                on.setLineWidth(0.8);
                on.strokeLine(x, y + h, x + w, y);
            }
        }
    }
}
