package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.matrix.MatrixLayout.Density;
import javafx.scene.paint.Color;

/** Draws the marks of injected faults, always in the text colour, since the other colours show statuses. */
final class FaultPainter extends CanvasPainter {
    /** Width of the icon in the lower corner, which the small print leaves free, in pixels. */
    static final double CORNER = 18;

    /** Width of the icon at a header with its gap, in pixels. */
    static final double HEADER = 12;

    private static final double MIN_SIZE_FOR_WORDS = 100;
    private static final double PILL = 19;
    private static final double ICON = 11;
    private static final double HEADER_ICON = 12;

    private final MatrixLayout layout;

    FaultPainter(CanvasPainter other, MatrixLayout layout) {
        super(other);
        this.layout = layout;
    }

    static boolean hasWords(MatrixLayout layout) {
        return layout.density() == Density.WORDS && layout.cellHeight() >= MIN_SIZE_FOR_WORDS;
    }

    /** Draws the fault of a cell: in words if there is room, else as an icon, else as a dark corner. */
    void cell(String words, double x, double y, double pad) {
        if (hasWords(layout)) {
            pill(words, x + pad, y + pad + 25, layout.cellWidth() - 2 * pad);
        } else if (layout.density() == Density.WORDS) {
            double height = Math.min(ICON + 2, layout.cellHeight() / 2);
            double right = x + layout.cellWidth() - 6;
            FaultIcon.draw(
                    gc, color(), right - FaultIcon.widthAt(height), y + layout.cellHeight() - 6 - height, height);
        } else {
            corner(x + layout.cellWidth(), y + layout.cellHeight());
        }
    }

    private void pill(String words, double x, double y, double room) {
        String fit = text.fit(words, text.small, room - 28);
        double width = text.width(fit, text.small) + 27;
        gc.setStroke(color());
        gc.setLineWidth(1);
        gc.strokeRoundRect(Math.rint(x) + 0.5, Math.rint(y) + 0.5, Math.rint(width), PILL, PILL, PILL);
        FaultIcon.draw(gc, color(), x + 8, Math.rint(y) + 4.5, ICON);
        left(fit, text.small, color(), x + 19, Math.rint(y) + PILL / 2 + 0.5);
    }

    private void corner(double right, double bottom) {
        double size = Math.max(2, Math.min(layout.cellWidth(), layout.cellHeight()) * 0.45);
        gc.setFill(color());
        gc.fillPolygon(new double[] {right, right, right - size}, new double[] {bottom - size, bottom, bottom}, 3);
        if (size >= 13) {
            FaultIcon.draw(gc, palette.of(Tone.BACKGROUND), right - 6.5, bottom - 9, 8);
        }
    }

    /** Draws the icon left of the name of a header. */
    void header(double nameLeft, double middle) {
        FaultIcon.draw(gc, color(), Math.max(0, nameLeft - HEADER), middle - HEADER_ICON / 2, HEADER_ICON);
    }

    private Color color() {
        return palette.of(Tone.TEXT);
    }
}
