package dev.telltale.dashboard.canvas;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Paints a part of a canvas. The painters of one canvas share its graphics context, colours and fonts. FX thread only. */
public abstract class CanvasPainter {
    protected final GraphicsContext gc;
    protected final Palette palette;
    protected final CanvasText text;

    protected CanvasPainter(GraphicsContext gc, Palette palette) {
        this.gc = gc;
        this.palette = palette;
        text = new CanvasText();
    }

    /** A painter of the same canvas. */
    protected CanvasPainter(CanvasPainter other) {
        gc = other.gc;
        palette = other.palette;
        text = other.text;
    }

    /** The width of the canvas in the coordinates of the painters, which are those at 100 % zoom. */
    protected final double canvasWidth() {
        return gc.getCanvas().getWidth() / gc.getTransform().getMxx();
    }

    /** Draws the text from x to the right; y is its vertical centre. */
    protected final void left(String words, Font font, Color color, double x, double y) {
        draw(words, font, color, TextAlignment.LEFT, VPos.CENTER, x, y);
    }

    /** Draws the text so that it ends at x; y is its vertical centre. */
    protected final void right(String words, Font font, Color color, double x, double y) {
        draw(words, font, color, TextAlignment.RIGHT, VPos.CENTER, x, y);
    }

    /** Draws the text with its centre at x, y. */
    protected final void centered(String words, Font font, Color color, double x, double y) {
        draw(words, font, color, TextAlignment.CENTER, VPos.CENTER, x, y);
    }

    /** Draws the text at x, y, both rounded to whole pixels. */
    protected final void draw(
            String words, Font font, Color color, TextAlignment align, VPos base, double x, double y) {
        gc.setFont(font);
        gc.setFill(color);
        gc.setTextAlign(align);
        gc.setTextBaseline(base);
        gc.fillText(words, Math.rint(x), Math.rint(y));
    }
}
