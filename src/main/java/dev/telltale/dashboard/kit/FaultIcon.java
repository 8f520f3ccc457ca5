package dev.telltale.dashboard.kit;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;

/** The sign of everything that is broken on purpose: a shape, since not every system's fonts have one. */
public final class FaultIcon {
    private static final String PATH = "M6 0 L0 8 L4 8 L2.5 14 L9 5 L5 5 L7.5 0 Z";
    private static final double WIDTH = 9;
    private static final double HEIGHT = 14;

    private FaultIcon() {}

    public static double widthAt(double height) {
        return height * WIDTH / HEIGHT;
    }

    /** Its upper left corner is at x, y. */
    public static void draw(GraphicsContext on, Color color, double x, double y, double height) {
        on.save();
        on.translate(x, y);
        on.scale(height / HEIGHT, height / HEIGHT);
        on.setFill(color);
        on.beginPath();
        on.appendSVGPath(PATH);
        on.fill();
        on.restore();
    }

    /** For a label or a button; the style sheet colours it. */
    public static SVGPath graphic() {
        var bolt = new SVGPath();
        bolt.setContent(PATH);
        bolt.getStyleClass().add("bolt");
        bolt.setScaleX(0.8);
        bolt.setScaleY(0.8);
        return bolt;
    }
}
