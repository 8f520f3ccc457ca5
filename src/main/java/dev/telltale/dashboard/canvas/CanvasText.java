package dev.telltale.dashboard.canvas;

import dev.telltale.text.ShortNames;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/** The fonts of a canvas, and the widths of texts. FX thread only. */
public final class CanvasText {
    public final Font small = Font.font(Font.getDefault().getFamily(), 12);
    public final Font head = bold(12.5);
    public final Font mark = bold(13);
    public final Font smallMark = bold(10);

    private final Text ruler = new Text();

    public static Font bold(double size) {
        return Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, size);
    }

    /** Width of the text, in pixels. */
    public double width(String text, Font font) {
        ruler.setFont(font);
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }

    /** Returns the longest form of the name that fits into the width, in pixels, and is distinct from the other names. */
    public String fit(String name, ShortNames names, Font font, double maxWidth) {
        return names.fit(name, form -> width(form, font) <= maxWidth);
    }

    /** Returns the text, or the longest prefix that fits into the width, in pixels, with an ellipsis. */
    public String fit(String text, Font font, double maxWidth) {
        if (width(text, font) <= maxWidth) {
            return text;
        }
        int end = text.length() - 1;
        while (end > 1 && width(text.substring(0, end) + "…", font) > maxWidth) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
