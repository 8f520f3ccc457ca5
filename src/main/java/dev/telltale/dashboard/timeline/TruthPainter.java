package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.viewmodel.timeline.FaultRows.Placed;
import dev.telltale.dashboard.viewmodel.timeline.FaultSpan;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.dashboard.viewmodel.timeline.Unrecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;

/** Paints the ground truth: a pale bar while nothing is wrong, a labelled box and a line per outage or fault. */
final class TruthPainter extends CanvasPainter {
    static final String LABEL = "ground truth";

    private static final String UNRECORDED = "not recorded";
    private static final double BAR = 13;
    private static final double ARC = 4;
    private static final double GAP = 6;

    TruthPainter(CanvasPainter other) {
        super(other);
    }

    void paint(TimelinePicture picture, TimelineLayout layout) {
        double middle = layout.truthTop(0) + TimelineLayout.TRUTH_PITCH / 2;
        left(LABEL, text.small, palette.of(Tone.MUTED), TimelineLayout.MARGIN, middle);
        gc.save();
        gc.beginPath();
        gc.rect(layout.left(), 0, layout.right() - layout.left() + 1, layout.lanesTop());
        gc.clip();
        healthy(picture, layout);
        for (int row = 0; row < layout.truthRows(); row++) {
            row(boxes(row, picture, layout), layout);
        }
        picture.unrecorded().forEach(time -> unrecorded(time, picture, layout));
        gc.restore();
    }

    /** Nothing is known of that time: neither that all was well, nor that a fault lasted. */
    private void unrecorded(Unrecorded time, TimelinePicture picture, TimelineLayout layout) {
        double from = Math.max(layout.left(), x(time.from(), picture, layout));
        double to = Math.min(layout.right(), x(time.until(), picture, layout));
        if (to <= from) {
            return;
        }
        double top = y(0, layout);
        gc.setFill(palette.of(Tone.BACKGROUND));
        gc.fillRect(from, top - 1, to - from, layout.truthRows() * TimelineLayout.TRUTH_PITCH);
        gc.setStroke(palette.of(Tone.EDGE));
        gc.setLineWidth(1);
        gc.setLineDashes(3, 3);
        gc.strokeLine(from, top + BAR / 2, to, top + BAR / 2);
        gc.setLineDashes();
        double width = text.width(UNRECORDED, text.small);
        if (width + 2 * GAP <= to - from) {
            double middle = (from + to) / 2;
            gc.setFill(palette.of(Tone.BACKGROUND));
            gc.fillRect(middle - width / 2 - 3, top - 1, width + 6, BAR + 2);
            centered(UNRECORDED, text.small, palette.of(Tone.MUTED), middle, top + BAR / 2);
        }
    }

    /** Draws the pale bar from the first observation on; boxes are drawn over it. */
    private void healthy(TimelinePicture picture, TimelineLayout layout) {
        Instant begin = picture.begin();
        if (begin != null) {
            double from = Math.max(layout.left(), x(begin, picture, layout));
            if (from < layout.right()) {
                gc.setFill(palette.of(Tone.UP_DENSE));
                gc.fillRoundRect(from, y(0, layout), layout.right() - from, BAR, ARC, ARC);
            }
        }
    }

    /** The visible part of a span, in pixels. */
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
        // From the newest: if two are close, the newer one gets its label.
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
        gc.setFill(palette.of(Tone.BACKGROUND));
        gc.fillRect(box.from(), box.y() - 1, width, BAR + 2);
        gc.setFill(palette.of(box.span().isGone() ? Tone.DOWN_FILL : Tone.SUSPECT_FILL));
        gc.fillRoundRect(box.from(), box.y(), width, BAR, ARC, ARC);
        gc.setStroke(color(box.span()));
        gc.setLineWidth(1);
        gc.setLineDashes(3, 2);
        gc.strokeRoundRect(box.from() + 0.5, box.y() + 0.5, Math.max(1, width - 1), BAR - 1, ARC, ARC);
        gc.setLineDashes();
    }

    /** Draws the label inside the box, else right of it, else left of it, else not; returns its left edge. */
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
        gc.setFill(palette.of(Tone.BACKGROUND));
        gc.fillRect(x - 3, box.y() - 1, width + 6, BAR + 2);
        name(box, words, x);
        return x;
    }

    private void name(Box box, String words, double x) {
        left(words, text.small, color(box.span()), x, box.y() + BAR / 2);
    }

    /** Draws a line from the start of each span down through all lanes: the gap to a change is the detection time. */
    void lines(TimelinePicture picture, TimelineLayout layout) {
        gc.setLineWidth(1.5);
        for (Placed one : picture.truth().placed()) {
            double share = picture.window().share(one.span().from());
            if (share >= 0 && share <= 1) {
                double x = Math.rint(layout.x(share)) + 0.5;
                gc.setStroke(color(one.span()));
                gc.strokeLine(x, y(one.row(), layout) - 2, x, layout.axisTop());
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
