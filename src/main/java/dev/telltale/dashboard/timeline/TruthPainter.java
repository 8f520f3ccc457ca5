package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.timeline.FaultSpan;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.dashboard.viewmodel.timeline.TruthRows.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        for (int row = 0; row < layout.truthRows(); row++) {
            row(boxes(row, picture, layout), layout);
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

    /** What of a span is within the window, from its left edge to its right one. */
    private record Box(FaultSpan span, double from, double to, double y) {}

    private static List<Box> boxes(int row, TimelinePicture picture, TimelineLayout layout) {
        List<Box> boxes = new ArrayList<>();
        for (Placed one : picture.truth().placed()) {
            FaultSpan span = one.span();
            double from = x(span.from(), picture, layout);
            Instant until = span.until();
            double to = until == null ? layout.right() + 2 * ARC : x(until, picture, layout);
            if (one.row() == row && to >= layout.left() && from <= layout.right()) {
                double left = Math.max(from, layout.left() - 2 * ARC);
                boxes.add(new Box(
                        span, left, Math.max(left + 2, Math.min(to, layout.right() + 2 * ARC)), y(row, layout)));
            }
        }
        return boxes;
    }

    private void row(List<Box> boxes, TimelineLayout layout) {
        boxes.forEach(this::box);
        // The newest is named first: of two that are close, it is the one that is looked for.
        double free = layout.right();
        for (int i = boxes.size() - 1; i >= 0; i--) {
            double before = i == 0
                    ? layout.left()
                    : Math.max(layout.left(), boxes.get(i - 1).to());
            free = Math.min(boxes.get(i).from(), label(boxes.get(i), before, free, layout));
        }
    }

    private void box(Box box) {
        double width = box.to() - box.from();
        on.setFill(palette.of(Tone.GROUND));
        on.fillRect(box.from(), box.y() - 1, width, BAR + 2);
        on.setFill(palette.of(box.span().isGone() ? Tone.DOWN_FILL : Tone.SUSPECT_FILL));
        on.fillRoundRect(box.from(), box.y(), width, BAR, ARC, ARC);
        on.setStroke(color(box.span()));
        on.setLineWidth(1);
        on.setLineDashes(3, 2);
        on.strokeRoundRect(box.from() + 0.5, box.y() + 0.5, Math.max(1, width - 1), BAR - 1, ARC, ARC);
        on.setLineDashes();
    }

    /** Inside the box, else behind it, else before it, else nowhere; returns where the name begins. */
    private double label(Box box, double before, double free, TimelineLayout layout) {
        String words = box.span().label();
        double width = text.width(words, text.small);
        double inside = Math.max(box.from(), layout.left()) + GAP;
        if (inside + width + GAP <= Math.min(box.to(), layout.right())) {
            name(box, words, inside);
            return inside;
        }
        double x = box.to() + GAP;
        if (x + width > free) {
            x = box.from() - GAP - width;
        }
        if (x < before) {
            return free;
        }
        on.setFill(palette.of(Tone.GROUND));
        on.fillRect(x - 3, box.y() - 1, width + 6, BAR + 2);
        name(box, words, x);
        return x;
    }

    private void name(Box box, String words, double x) {
        Color color = color(box.span());
        CanvasText.draw(on, words, text.small, color, TextAlignment.LEFT, VPos.CENTER, x, box.y() + BAR / 2);
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

    private Color color(FaultSpan span) {
        return palette.of(span.isGone() ? Tone.DOWN_SIGN : Tone.SUSPECT_SIGN);
    }

    private static double x(Instant at, TimelinePicture picture, TimelineLayout layout) {
        return Math.rint(layout.x(picture.window().share(at)));
    }

    private static double y(int row, TimelineLayout layout) {
        return layout.truthTop(row) + (TimelineLayout.TRUTH_PITCH - BAR) / 2;
    }
}
