package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.PointerTooltip;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart.ChartLane;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart.Dot;
import dev.telltale.qos.DetectionBound;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A lane per detector: the predicted bounds shaded, and a dot for each measured detection time. Times beyond the axis are
 * marked at its end with the longest of them. The tooltip describes the dot under the pointer.
 */
final class DetectionPlot extends Region {
    private static final double LANE = 18;
    private static final double NAMES = 66;
    private static final double AXIS = 18;
    private static final double RADIUS = 3;
    private static final double REACH = 6;
    private static final double ARROW = 8;
    private static final double MIN_BOUND_WIDTH = 2;
    private static final double GAP = 4;
    private static final double TICK_DISTANCE = 52;
    private static final int MAX_LINES = 8;

    private final PointerTooltip tooltip = new PointerTooltip(this);
    private final List<Place> places = new ArrayList<>();
    private @Nullable DetectionChart chart;
    private double drawnWidth;
    private double right;

    /** Where the dots of a tooltip are. */
    private record Place(double x, double y, Dot dot) {}

    DetectionPlot() {
        getStyleClass().add("plot");
        setId("detectionPlot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinWidth(0);
        widthProperty().addListener((property, before, after) -> draw());
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> tooltip.show(wordsAt(event.getX(), event.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> tooltip.show(""));
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
        places.clear();
        right = width - edge(shown);
        double y = 0;
        for (ChartLane lane : shown.lanes()) {
            lane(shown, lane, y);
            y += LANE;
        }
        axis(shown, y);
    }

    /** The width that is kept right of the axis for times beyond it. */
    private double edge(DetectionChart shown) {
        double widest = 0;
        for (ChartLane lane : shown.lanes()) {
            String words = beyondWords(shown.beyond(lane));
            if (!words.isEmpty()) {
                widest = Math.max(widest, width(text(words, 0, 0, "axis-label")) + ARROW + 2);
            }
        }
        getChildren().clear();
        return widest;
    }

    private static String beyondWords(List<Dot> beyond) {
        if (beyond.isEmpty()) {
            return "";
        }
        String longest = DurationFormat.narrow(beyond.get(0).time());
        return beyond.size() == 1 ? longest : beyond.size() + ": " + longest;
    }

    private void axis(DetectionChart shown, double y) {
        line(NAMES, y + 0.5, getWidth(), y + 0.5);
        double middle = y + AXIS / 2 + 1;
        double free = NAMES + width(text("0", NAMES, middle, "axis-label")) + GAP;
        for (Duration tick : shown.ticks((int) ((right - NAMES) / TICK_DISTANCE))) {
            double x = x(tick, shown.end());
            line(Math.rint(x) + 0.5, y, Math.rint(x) + 0.5, y + 3);
            Text words = text(DurationFormat.setting(tick), x, middle, "axis-label");
            double left = Math.min(x - width(words) / 2, getWidth() - width(words));
            words.setX(left);
            words.setVisible(left >= free);
            free = left >= free ? left + width(words) + GAP : free;
        }
    }

    private void line(double fromX, double fromY, double toX, double toY) {
        var line = new Line(fromX, fromY, toX, toY);
        line.getStyleClass().add("axis");
        getChildren().add(line);
    }

    private void lane(DetectionChart shown, ChartLane lane, double y) {
        double middle = y + LANE / 2;
        text(lane.detector().id(), 0, middle, lane.isSelected() ? "lane-deciding" : "lane-label");
        lane.otherBounds().forEach(bound -> shade(bound, shown.end(), y, "other-bound"));
        DetectionBound bound = lane.bound();
        if (bound != null) {
            shade(bound, shown.end(), y, "bound");
        }
        List<Dot> beyond = shown.beyond(lane);
        for (Dot dot : lane.dots()) {
            if (!shown.isBeyond(dot)) {
                double centre = Math.max(NAMES + RADIUS, x(dot.time(), shown.end()));
                mark(new Circle(centre, middle, RADIUS), dot.isOutside());
                places.add(new Place(centre, middle, dot));
            }
        }
        if (!beyond.isEmpty()) {
            var arrow = new Polygon(right, middle - RADIUS - 1, right + ARROW - 2, middle, right, middle + RADIUS + 1);
            mark(arrow, beyond.stream().anyMatch(Dot::isOutside));
            text(beyondWords(beyond), right + ARROW, middle, "axis-label");
            beyond.forEach(dot -> places.add(new Place(right + ARROW, middle, dot)));
        }
    }

    private void shade(DetectionBound bound, Duration end, double y, String styleClass) {
        double from = x(bound.min(), end);
        double to = x(bound.max(), end);
        var shade = new Rectangle(from, y + 1, Math.max(MIN_BOUND_WIDTH, to - from), LANE - 2);
        shade.getStyleClass().add(styleClass);
        getChildren().add(shade);
    }

    private void mark(Shape shape, boolean isOutside) {
        shape.getStyleClass().add(isOutside ? "dot-outside" : "dot");
        getChildren().add(shape);
    }

    private double x(Duration time, Duration end) {
        return NAMES + (right - NAMES) * time.toNanos() / Math.max(1, end.toNanos());
    }

    /** Adds a text that begins at x, in the font of the style sheet. */
    private Text text(String words, double x, double y, String styleClass) {
        var text = new Text(x, y, words);
        text.getStyleClass().add(styleClass);
        text.setTextOrigin(VPos.CENTER);
        getChildren().add(text);
        text.applyCss();
        return text;
    }

    private static double width(Text text) {
        return text.getLayoutBounds().getWidth();
    }

    /** Describes the dots at this point, one per line; empty if there are none. */
    String wordsAt(double x, double y) {
        DetectionChart shown = chart;
        if (shown == null) {
            return "";
        }
        List<Dot> dots = places.stream()
                .filter(place -> Math.abs(place.y() - y) <= LANE / 2 && isNear(place.x(), x))
                .map(Place::dot)
                .toList();
        String words = dots.stream().limit(MAX_LINES).map(shown::words).collect(Collectors.joining("\n"));
        return dots.size() > MAX_LINES ? words + "\nand " + (dots.size() - MAX_LINES) + " more" : words;
    }

    /** The mark at the end of the axis reaches to the edge. */
    private boolean isNear(double place, double x) {
        return Math.abs(place - x) <= REACH || (place > right && x > right);
    }
}
