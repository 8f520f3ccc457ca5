package dev.telltale.dashboard.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Fonts, widths and drawing of text on a canvas. */
public final class CanvasText {
    public final Font small = Font.font(Font.getDefault().getFamily(), 12);
    public final Font head = bold(12.5);
    public final Font mark = bold(13);
    public final Font smallMark = bold(10);

    private final Text ruler = new Text();

    public static Font bold(double size) {
        return Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, size);
    }

    public double width(String text, Font font) {
        ruler.setFont(font);
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }

    /** The text, or as much of its beginning as fits with an ellipsis. */
    public String fit(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        int end = text.length() - 1;
        while (end > 1 && width(text.substring(0, end) + "…", font) > room) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    public static void draw(
            GraphicsContext on,
            String text,
            Font font,
            Color color,
            TextAlignment align,
            VPos base,
            double x,
            double y) {
        on.setFont(font);
        on.setFill(color);
        on.setTextAlign(align);
        on.setTextBaseline(base);
        on.fillText(text, Math.rint(x), Math.rint(y));
    }
}
