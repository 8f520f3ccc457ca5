package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.viewmodel.whatif.CurveChart;
import dev.telltale.dashboard.viewmodel.whatif.CurveChart.Line;
import dev.telltale.dashboard.viewmodel.whatif.CurveChart.Spot;
import dev.telltale.model.DetectorKind;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * Paints the curves: axes, lines, a mark of its own shape for each detector, and the recorded and the tried setting. A
 * setting without a mistake stands at the largest rate that is not refuted, with an arrow down.
 */
final class CurvePainter extends CanvasPainter {
    private static final double RIGHT = 20;
    private static final double BOTTOM = 42;
    private static final double HEAD_ROW = 17;
    private static final String RATE_TITLE = "mistakes per link and day";
    private static final String TIME_TITLE = "detection time: 99 of 100 failures within";
    private static final String SIGNS = "○ recorded   ↓ none recorded, at most";

    private static final double RADIUS = 4;
    private static final double ARROW = 13;
    private static final double LEGEND_GAP = 16;
    private static final double MIN_LABEL_DISTANCE = 8;

    CurvePainter(GraphicsContext gc, Palette palette) {
        super(gc, palette);
    }

    /** Where the plot is. */
    record Plot(double left, double right, double top, double bottom) {
        double x(Spot spot) {
            return left + spot.x() * (right - left);
        }

        double y(Spot spot) {
            return bottom - spot.y() * (bottom - top);
        }
    }

    /** The place of the plot in a canvas of this size. */
    Plot plot(CurveChart chart, double width, double height) {
        double labels = chart.rate().ticks().stream()
                .mapToDouble(tick -> text.width(CurveChart.rateLabel(tick), text.small))
                .max()
                .orElse(0);
        return new Plot(labels + 12, width - RIGHT, 8 + HEAD_ROW * headRows(chart, width), height - BOTTOM);
    }

    void paint(CurveChart chart, Plot plot, @Nullable Spot pointed) {
        axes(chart, plot);
        for (Line line : chart.lines()) {
            line(line, plot);
        }
        for (Line line : chart.lines()) {
            for (Spot spot : line.spots()) {
                mark(line.detector(), spot, plot);
            }
        }
        legend(chart, plot);
        for (Line line : chart.lines()) {
            line.spots().stream().filter(Spot::isRecorded).forEach(spot -> ring(spot, plot, RADIUS + 3, Tone.TEXT));
        }
        Spot tried = chart.tried();
        if (tried != null) {
            tried(tried, plot);
        }
        if (pointed != null) {
            ring(pointed, plot, RADIUS + 5, Tone.MUTED);
        }
    }

    /** The frame of a canvas that has the focus. */
    void focus(double width, double height) {
        gc.setStroke(palette.of(Tone.RING));
        gc.setLineWidth(2);
        gc.strokeRoundRect(1, 1, width - 2, height - 2, 8, 8);
    }

    private void axes(CurveChart chart, Plot plot) {
        gc.setLineWidth(1);
        gc.setLineDashes();
        left(RATE_TITLE, text.small, palette.of(Tone.MUTED), 2, HEAD_ROW / 2);
        for (double tick : chart.rate().ticks()) {
            double y = Math.rint(plot.bottom() - chart.rate().share(tick) * (plot.bottom() - plot.top())) + 0.5;
            gc.setStroke(palette.of(Tone.EDGE));
            gc.strokeLine(plot.left(), y, plot.right(), y);
            right(CurveChart.rateLabel(tick), text.small, palette.of(Tone.MUTED), plot.left() - 6, y);
        }
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : chart.time().ticks()) {
            double x = Math.rint(plot.left() + chart.time().share(tick) * (plot.right() - plot.left())) + 0.5;
            gc.setStroke(palette.of(Tone.EDGE));
            gc.strokeLine(x, plot.top(), x, plot.bottom());
            String label = CurveChart.timeLabel(tick);
            double half = text.width(label, text.small) / 2;
            if (x - half >= free) {
                centered(label, text.small, palette.of(Tone.MUTED), x, plot.bottom() + 12);
                free = x + half + MIN_LABEL_DISTANCE;
            }
        }
        right(TIME_TITLE, text.small, palette.of(Tone.MUTED), plot.right(), plot.bottom() + 30);
    }

    private Color color(DetectorKind detector) {
        return palette.of(
                switch (detector) {
                    case EVIDENCE -> Tone.EVIDENCE;
                    case TIMEOUT -> Tone.TIMEOUT;
                    case PHI -> Tone.PHI;
                    case SWIM -> Tone.SWIM;
                });
    }

    /** Solid where both ends are observed rates, dotted where one is a bound. */
    private void line(Line line, Plot plot) {
        gc.setStroke(color(line.detector()));
        gc.setLineWidth(line.detector() == DetectorKind.EVIDENCE ? 3 : 1.5);
        for (int i = 1; i < line.spots().size(); i++) {
            Spot from = line.spots().get(i - 1);
            Spot to = line.spots().get(i);
            gc.setLineDashes(from.isBound() || to.isBound() ? new double[] {2, 4} : new double[0]);
            gc.strokeLine(plot.x(from), plot.y(from), plot.x(to), plot.y(to));
        }
        gc.setLineDashes();
    }

    private void mark(DetectorKind detector, Spot spot, Plot plot) {
        double x = plot.x(spot);
        double y = plot.y(spot);
        shape(detector, x, y);
        if (spot.isBound()) {
            gc.setStroke(color(detector));
            gc.setLineWidth(1.5);
            gc.strokeLine(x, y + RADIUS, x, y + ARROW);
            gc.strokePolyline(
                    new double[] {x - 3, x, x + 3}, new double[] {y + ARROW - 4, y + ARROW, y + ARROW - 4}, 3);
        }
    }

    private void shape(DetectorKind detector, double x, double y) {
        Color color = color(detector);
        gc.setFill(color);
        gc.setStroke(color);
        gc.setLineWidth(1.5);
        switch (detector) {
            case EVIDENCE -> gc.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
            // Hollow, since it is often at the same place as evidence.
            case TIMEOUT -> gc.strokeRect(x - RADIUS - 1, y - RADIUS - 1, 2 * RADIUS + 2, 2 * RADIUS + 2);
            case PHI ->
                gc.fillPolygon(
                        new double[] {x - RADIUS - 1, x + RADIUS + 1, x},
                        new double[] {y + RADIUS, y + RADIUS, y - RADIUS - 1},
                        3);
            case SWIM ->
                gc.fillPolygon(
                        new double[] {x - RADIUS - 1, x, x + RADIUS + 1, x},
                        new double[] {y, y - RADIUS - 1, y, y + RADIUS + 1},
                        4);
        }
    }

    private void ring(Spot spot, Plot plot, double radius, Tone tone) {
        gc.setStroke(palette.of(tone));
        gc.setLineWidth(1.5);
        gc.strokeOval(plot.x(spot) - radius, plot.y(spot) - radius, 2 * radius, 2 * radius);
    }

    /** The present setting, with lines to both axes. */
    private void tried(Spot tried, Plot plot) {
        double x = Math.rint(plot.x(tried)) + 0.5;
        double y = Math.rint(plot.y(tried)) + 0.5;
        gc.setStroke(palette.of(Tone.RING));
        gc.setLineWidth(1.5);
        gc.setLineDashes(5, 4);
        gc.strokeLine(x, y + RADIUS + 4, x, plot.bottom());
        gc.strokeLine(plot.left(), y, x - RADIUS - 4, y);
        gc.setLineDashes();
        shape(tried.setting().detector(), x, y);
        gc.setLineWidth(2.5);
        ring(tried, plot, RADIUS + 5, Tone.RING);
        String word = tried.isRecorded() ? "recorded" : "tried";
        double width = text.width(word, text.head);
        double labelX = x + 14 + width > plot.right() ? x - 14 - width : x + 14;
        left(word, text.head, palette.of(Tone.TEXT), labelX, y - 12 < plot.top() ? y + 12 : y - 12);
    }

    private double width(String words) {
        return text.width(words, text.small) + LEGEND_GAP;
    }

    private double namesWidth(CurveChart chart) {
        return chart.lines().stream()
                .mapToDouble(line -> width(line.detector().id()) + 2 * RADIUS + 2)
                .sum();
    }

    /** The title of the axis, the names and the signs share a row if there is room for them. */
    private int headRows(CurveChart chart, double width) {
        boolean isOneRow = width(RATE_TITLE) + namesWidth(chart) + width(SIGNS) <= width - RIGHT;
        return isOneRow ? 1 : namesWidth(chart) + width(SIGNS) <= width - RIGHT ? 2 : 3;
    }

    private void legend(CurveChart chart, Plot plot) {
        int rows = headRows(chart, plot.right() + RIGHT);
        double x = plot.right();
        double y = HEAD_ROW * (Math.min(rows, 2) - 0.5);
        for (int i = chart.lines().size() - 1; i >= 0; i--) {
            DetectorKind detector = chart.lines().get(i).detector();
            x -= text.width(detector.id(), text.small);
            left(detector.id(), text.small, palette.of(Tone.TEXT), x, y);
            x -= 2 * RADIUS + 2;
            shape(detector, x, y);
            x -= LEGEND_GAP;
        }
        right(SIGNS, text.small, palette.of(Tone.MUTED), rows == 3 ? plot.right() : x, HEAD_ROW * (rows - 0.5));
    }
}
