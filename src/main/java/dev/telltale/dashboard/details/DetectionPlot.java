package dev.telltale.dashboard.details;

import dev.telltale.dashboard.viewmodel.cell.DetectionChart;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart.ChartLane;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart.Dot;
import dev.telltale.qos.DetectionBound;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** A lane per detector: the predicted bounds shaded, and a dot for each measured detection time. */
final class DetectionPlot extends Region {
    private static final double LANE = 18;
    private static final double NAMES = 66;
    private static final double AXIS = 18;
    private static final double RADIUS = 3;
    private static final double MIN_BOUND_WIDTH = 2;

    private @Nullable DetectionChart chart;
    private double drawnWidth;

    DetectionPlot() {
        getStyleClass().add("plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinWidth(0);
        widthProperty().addListener((property, before, after) -> draw());
    }

    void show(DetectionChart shown) {
        if (!shown.equals(chart)) {
            chart = shown;
            setAccessibleText(shown.title());
            double height = shown.lanes().size() * LANE + AXIS;
            setMinHeight(height);
            setPrefHeight(height);
            drawnWidth = 0;
            draw();
        }
    }

    private void draw() {
        DetectionChart shown = chart;
        double width = getWidth();
        if (shown == null || width < NAMES + 20 || Math.abs(width - drawnWidth) < 1) {
            return;
        }
        drawnWidth = width;
        getChildren().clear();
        double y = 0;
        for (ChartLane lane : shown.lanes()) {
            lane(lane, shown.end(), y);
            y += LANE;
        }
        var axis = new Line(NAMES, y + 0.5, width, y + 0.5);
        axis.getStyleClass().add("axis");
        getChildren().add(axis);
        text("0", NAMES, y + AXIS / 2 + 1, TextAlignment.LEFT, "axis-label");
        text(DurationFormat.setting(round(shown.end())), width, y + AXIS / 2 + 1, TextAlignment.RIGHT, "axis-label");
    }

    private static Duration round(Duration end) {
        long step = end.toMillis() < 1000 ? 10 : 100;
        return Duration.ofMillis(end.toMillis() / step * step);
    }

    private void lane(ChartLane lane, Duration end, double y) {
        text(
                lane.detector().id(),
                0,
                y + LANE / 2,
                TextAlignment.LEFT,
                lane.isSelected() ? "lane-deciding" : "lane-label");
        DetectionBound bound = lane.bound();
        if (bound != null) {
            double from = x(bound.min(), end);
            double to = x(bound.max(), end);
            var shade = new Rectangle(from, y + 1, Math.max(MIN_BOUND_WIDTH, to - from), LANE - 2);
            shade.getStyleClass().add("bound");
            getChildren().add(shade);
        }
        for (Dot dot : lane.dots()) {
            double centre = Math.max(NAMES + RADIUS, x(dot.time(), end));
            var circle = new Circle(centre, y + LANE / 2, RADIUS);
            circle.getStyleClass().add(dot.isOutside() ? "dot-outside" : "dot");
            getChildren().add(circle);
        }
    }

    private double x(Duration time, Duration end) {
        return NAMES + (getWidth() - NAMES) * time.toNanos() / Math.max(1, end.toNanos());
    }

    private void text(String words, double x, double y, TextAlignment align, String styleClass) {
        var text = new Text(words);
        text.getStyleClass().add(styleClass);
        text.setTextOrigin(VPos.CENTER);
        getChildren().add(text);
        text.applyCss();
        text.setX(align == TextAlignment.RIGHT ? x - text.getLayoutBounds().getWidth() : x);
        text.setY(y);
    }
}
