package dev.telltale.dashboard.kit;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;

/** The lightning bolt that marks an injected fault. A shape and no character, since not every font has one. */
public final class FaultIcon {
    private static final String PATH = "M6 0 L0 8 L4 8 L2.5 14 L9 5 L5 5 L7.5 0 Z";
    private static final double WIDTH = 9;
    private static final double HEIGHT = 14;

    private FaultIcon() {}

    /** Width of the icon at this height, in pixels. */
    public static double widthAt(double height) {
        return height * WIDTH / HEIGHT;
    }

    /** Draws the icon with its upper left corner at x, y. */
    public static void draw(GraphicsContext gc, Color color, double x, double y, double height) {
        gc.save();
        gc.translate(x, y);
        gc.scale(height / HEIGHT, height / HEIGHT);
        gc.setFill(color);
        gc.beginPath();
        gc.appendSVGPath(PATH);
        gc.fill();
        gc.restore();
    }

    /** Returns a new icon for a label or a button; the style sheet colours it. */
    public static SVGPath graphic() {
        var icon = new SVGPath();
        icon.setContent(PATH);
        icon.getStyleClass().add("fault-icon");
        icon.setScaleX(0.8);
        icon.setScaleY(0.8);
        return icon;
    }
}
