package dev.telltale.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws a timeline as a picture with the light colours of {@code report.css}; needs no display. One thread. */
final class ImageShapes implements Shapes {
    /** Pixels of the picture for each pixel of the drawing. */
    private static final int SCALE = 2;

    private static final double BORDER = 12;
    private static final float THIN = 1;
    private static final float THICK = 1.8f;
    private static final float[] DASHES = {4, 3};
    private static final int FONT_SIZE = 11;

    private static final Color TEXT = new Color(0x1f2328);
    private static final Color MUTED = new Color(0x59636e);
    private static final Color GRID = new Color(0xd1d9e0);
    private static final Color HATCH = new Color(0x8c959f);
    private static final Color CARD = new Color(0xf6f8fa);
    private static final Color UP = new Color(0x1f883d);
    private static final Color SUSPECT = new Color(0x9a6700);
    private static final Color DOWN = new Color(0xcf222e);

    /** How a shape looks; null where it has no fill or no edge. */
    private record Look(@Nullable Color fill, @Nullable Color edge, float width, boolean isDashed) {}

    private static final Map<String, Look> LOOKS = Map.ofEntries(
            Map.entry("up", new Look(UP, null, THIN, false)),
            Map.entry("suspect", new Look(SUSPECT, null, THIN, false)),
            Map.entry("down", new Look(DOWN, null, THIN, false)),
            Map.entry("unknown", new Look(CARD, HATCH, THIN, true)),
            Map.entry("gone", new Look(CARD, HATCH, THIN, true)),
            Map.entry("well", new Look(new Color(0xc7dccd), null, THIN, false)),
            Map.entry("done", new Look(new Color(0xffebe9), DOWN, THIN, true)),
            Map.entry("gap", new Look(null, TEXT, THICK, false)),
            Map.entry("alarm", new Look(null, SUSPECT, THICK, false)),
            Map.entry("grid", new Look(null, GRID, THIN, false)),
            Map.entry("begun", new Look(null, DOWN, THIN, false)),
            Map.entry("ended", new Look(null, UP, THIN, true)));

    private final BufferedImage image;
    private final Graphics2D pen;
    private final Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
    private final Font bold = plain.deriveFont(Font.BOLD);

    ImageShapes(double width, double height) {
        image = new BufferedImage(
                (int) Math.ceil((width + 2 * BORDER) * SCALE),
                (int) Math.ceil((height + 2 * BORDER) * SCALE),
                BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.scale(SCALE, SCALE);
        pen.translate(BORDER, BORDER);
    }

    /** The picture, on which nothing is drawn afterwards. */
    BufferedImage finished() {
        pen.dispose();
        return image;
    }

    @Override
    public void text(String style, double x, double y, String anchor, String text) {
        pen.setFont(style.equals("heading") || style.equals("figure") ? bold : plain);
        pen.setColor(
                switch (style) {
                    case "on-up", "on-suspect", "on-down" -> Color.WHITE;
                    case "name", "tick", "heading", "on-unknown" -> MUTED;
                    default -> TEXT;
                });
        double width = pen.getFontMetrics().stringWidth(text);
        double left = x - (anchor.equals("end") ? width : anchor.equals("middle") ? width / 2 : 0);
        pen.drawString(text, (float) left, (float) (y + BAR - 3));
    }

    @Override
    public void line(String style, double x, double from, double to) {
        draw(style, new Line2D.Double(x, from, x, to));
    }

    @Override
    public void bar(String style, double x, double y, double width, String title) {
        double corner = Math.min(2 * CORNER, width);
        draw(style, new RoundRectangle2D.Double(x, y, width, BAR, corner, corner));
    }

    private void draw(String style, Shape shape) {
        Look look = LOOKS.get(style);
        if (look == null) {
            throw new IllegalArgumentException("there is no style " + style);
        }
        if (look.fill != null) {
            pen.setColor(look.fill);
            pen.fill(shape);
        }
        if (look.edge != null) {
            pen.setColor(look.edge);
            pen.setStroke(
                    look.isDashed
                            ? new BasicStroke(look.width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                            : new BasicStroke(look.width));
            pen.draw(shape);
        }
    }
}
