package dev.telltale.dashboard;

import dev.telltale.dashboard.Palette.Tone;
import dev.telltale.dashboard.viewmodel.TimelinePicture;
import dev.telltale.dashboard.viewmodel.TruthRows.Placed;
import dev.telltale.dashboard.viewmodel.TruthSpan;
import java.time.Instant;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Paints what was done: a pale bar while nothing was, a box with a name for each thing that was, and a line where it began. */
final class TruthPainter {
    static final String LABEL = "what was done";

    private static final double BAR = 13;
    private static final double ARC = 4;
    private static final double GAP = 6;

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text;

    TruthPainter(GraphicsContext on, Palette palette, CanvasText text) {
        this.on = on;
        this.palette = palette;
        this.text = text;
    }

    void paint(TimelinePicture picture, TimelineLayout layout) {
        CanvasText.draw(
                on,
                LABEL,
                text.small,
                palette.of(Tone.MUTED),
                TextAlignment.LEFT,
                VPos.CENTER,
                TimelineLayout.MARGIN,
                layout.truthTop(0) + TimelineLayout.TRUTH_PITCH / 2);
        on.save();
        on.beginPath();
        on.rect(layout.left(), 0, layout.right() - layout.left() + 1, layout.lanesTop());
        on.clip();
        quiet(picture, layout);
        double[] labelled = new double[layout.truthRows()];
        for (Placed one : picture.truth().placed()) {
            if (one.row() < labelled.length) {
                span(one, picture, layout, labelled);
            }
        }
        on.restore();
    }

    /** The first row is pale green from the first answer on; what was done is drawn over it. */
    private void quiet(TimelinePicture picture, TimelineLayout layout) {
        Instant begin = picture.begin();
        if (begin != null) {
            double from = Math.max(layout.left(), x(begin, picture, layout));
            if (from < layout.right()) {
                on.setFill(palette.of(Tone.UP_DENSE));
                on.fillRoundRect(from, y(0, layout), layout.right() - from, BAR, ARC, ARC);
            }
        }
    }

    private void span(Placed placed, TimelinePicture picture, TimelineLayout layout, double[] labelled) {
        TruthSpan span = placed.span();
        double from = x(span.from(), picture, layout);
        Instant until = span.until();
        double to = until == null ? layout.right() + 2 * ARC : x(until, picture, layout);
        if (to < layout.left() || from > layout.right()) {
            return;
        }
        double y = y(placed.row(), layout);
        double left = Math.max(from, layout.left() - 2 * ARC);
        double width = Math.max(2, Math.min(to, layout.right() + 2 * ARC) - left);
        Color color = color(span);
        on.setFill(palette.of(Tone.GROUND));
        on.fillRect(left, y - 1, width, BAR + 2);
        on.setFill(palette.of(span.isGone() ? Tone.DOWN_FILL : Tone.SUSPECT_FILL));
        on.fillRoundRect(left, y, width, BAR, ARC, ARC);
        on.setStroke(color);
        on.setLineWidth(1);
        on.setLineDashes(3, 2);
        on.strokeRoundRect(left + 0.5, y + 0.5, Math.max(1, width - 1), BAR - 1, ARC, ARC);
        on.setLineDashes();
        label(span, color, Math.max(left, layout.left()), left + width, y, layout, placed.row(), labelled);
    }

    /** Inside the box, else behind it; left of it where the window ends; nowhere if another name stands there. */
    private void label(
            TruthSpan span,
            Color color,
            double from,
            double to,
            double y,
            TimelineLayout layout,
            int row,
            double[] labelled) {
        double width = text.width(span.label(), text.small);
        boolean isInside = to - from >= width + 2 * GAP;
        double x = isInside ? from + GAP : to + GAP;
        if (x + width > layout.right()) {
            x = from - GAP - width;
        }
        if (x < Math.max(layout.left(), labelled[row])) {
            return;
        }
        labelled[row] = x + width + GAP;
        if (!isInside) {
            on.setFill(palette.of(Tone.GROUND));
            on.fillRect(x - 3, y - 1, width + 6, BAR + 2);
        }
        CanvasText.draw(on, span.label(), text.small, color, TextAlignment.LEFT, VPos.CENTER, x, y + BAR / 2);
    }

    /** From what was done through all lanes: the gap to where a lane changes is the detection time. */
    void lines(TimelinePicture picture, TimelineLayout layout) {
        on.setLineWidth(1.5);
        for (Placed one : picture.truth().placed()) {
            double share = picture.window().share(one.span().from());
            if (share >= 0 && share <= 1) {
                double x = Math.rint(layout.x(share)) + 0.5;
                on.setStroke(color(one.span()));
                on.strokeLine(x, y(one.row(), layout) - 2, x, layout.axisTop());
            }
        }
    }

    private Color color(TruthSpan span) {
        return palette.of(span.isGone() ? Tone.DOWN_SIGN : Tone.SUSPECT_SIGN);
    }

    private static double x(Instant at, TimelinePicture picture, TimelineLayout layout) {
        return Math.rint(layout.x(picture.window().share(at)));
    }

    private static double y(int row, TimelineLayout layout) {
        return layout.truthTop(row) + (TimelineLayout.TRUTH_PITCH - BAR) / 2;
    }
}
