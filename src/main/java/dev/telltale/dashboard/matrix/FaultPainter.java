package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.matrix.MatrixLayout.Density;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws what is broken on purpose: in ink, since the colours tell what is believed. */
final class FaultPainter {
    /** Room that a bolt takes in a lower corner, from the small print. */
    static final double CORNER = 18;

    /** What a bolt takes of a head, its gap counted. */
    static final double HEAD = 12;

    private static final double MIN_SIZE_FOR_WORDS = 100;
    private static final double PILL = 19;
    private static final double BOLT = 11;
    private static final double HEAD_BOLT = 12;

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text;
    private final MatrixLayout layout;

    FaultPainter(GraphicsContext on, Palette palette, CanvasText text, MatrixLayout layout) {
        this.on = on;
        this.palette = palette;
        this.text = text;
        this.layout = layout;
    }

    static boolean hasWords(MatrixLayout layout) {
        return layout.density() == Density.WORDS && layout.cellHeight() >= MIN_SIZE_FOR_WORDS;
    }

    /** In words where there is room, else as a bolt or a dark corner. */
    void cell(String words, double x, double y, double pad) {
        if (hasWords(layout)) {
            pill(words, x + pad, y + pad + 25, layout.cellWidth() - 2 * pad);
        } else if (layout.density() == Density.WORDS) {
            double height = Math.min(BOLT + 2, layout.cellHeight() / 2);
            double right = x + layout.cellWidth() - 6;
            FaultIcon.draw(on, ink(), right - FaultIcon.widthAt(height), y + layout.cellHeight() - 6 - height, height);
        } else {
            corner(x + layout.cellWidth(), y + layout.cellHeight());
        }
    }

    private void pill(String words, double x, double y, double room) {
        String fit = text.fit(words, text.small, room - 28);
        double width = text.width(fit, text.small) + 27;
        on.setStroke(ink());
        on.setLineWidth(1);
        on.strokeRoundRect(Math.rint(x) + 0.5, Math.rint(y) + 0.5, Math.rint(width), PILL, PILL, PILL);
        FaultIcon.draw(on, ink(), x + 8, Math.rint(y) + 4.5, BOLT);
        CanvasText.draw(
                on, fit, text.small, ink(), TextAlignment.LEFT, VPos.CENTER, x + 19, Math.rint(y) + PILL / 2 + 0.5);
    }

    private void corner(double right, double bottom) {
        double size = Math.max(2, Math.min(layout.cellWidth(), layout.cellHeight()) * 0.45);
        on.setFill(ink());
        on.fillPolygon(new double[] {right, right, right - size}, new double[] {bottom - size, bottom, bottom}, 3);
        if (size >= 13) {
            FaultIcon.draw(on, palette.of(Tone.GROUND), right - 6.5, bottom - 9, 8);
        }
    }

    /** Left of a head's name, which is as wide as this and ends or is centred there. */
    void head(double nameLeft, double middle) {
        FaultIcon.draw(on, ink(), Math.max(0, nameLeft - HEAD), middle - HEAD_BOLT / 2, HEAD_BOLT);
    }

    private Color ink() {
        return palette.of(Tone.TEXT);
    }
}
