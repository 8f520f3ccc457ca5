package dev.telltale.dashboard.whatif;

import dev.telltale.dashboard.canvas.PaintedRegion;
import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.PointerTooltip;
import dev.telltale.dashboard.viewmodel.whatif.CurveChart;
import dev.telltale.dashboard.viewmodel.whatif.CurveChart.Spot;
import dev.telltale.dashboard.viewmodel.whatif.TriedSetting;
import dev.telltale.dashboard.whatif.CurvePainter.Plot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The curves of mistakes against detection time. The point under the pointer, or under the arrow keys, tells its
 * figures; a click or Enter tries its setting. FX thread only.
 */
final class CurveCanvas extends PaintedRegion {
    private static final double REACH = 12;
    private static final double MIN_HEIGHT = 240;

    private final Consumer<TriedSetting> chosen;
    private final Canvas canvas = new Canvas();
    private final CurvePainter painter = new CurvePainter(canvas.getGraphicsContext2D(), palette());
    private final PointerTooltip tooltip = new PointerTooltip(this);
    private @Nullable CurveChart chart;
    private @Nullable Plot plot;
    private @Nullable Spot pointed;

    CurveCanvas(Consumer<TriedSetting> chosen) {
        this.chosen = chosen;
        setId("curve");
        getStyleClass().add("timeline");
        getChildren().add(canvas);
        setMinSize(0, MIN_HEIGHT);
        setPrefHeight(MIN_HEIGHT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleRoleDescription("curve of mistakes against detection time");
        setAccessibleHelp("Left and right go from setting to setting, Enter tries it.");
        setAccessibleText("no point yet");
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(nearest(event.getX(), event.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(null));
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            requestFocus();
            if (event.getButton() == MouseButton.PRIMARY) {
                tryPointed();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        focusedProperty().addListener((property, before, after) -> repaint());
        Copies.offer(this, () -> chart == null ? "" : chart.text());
    }

    void show(@Nullable CurveChart shown) {
        chart = shown;
        pointed = null;
        Spot tried = shown == null ? null : shown.tried();
        setAccessibleText(tried == null ? "no point yet" : words(tried));
        repaint();
    }

    private static String words(Spot spot) {
        return spot.words().replace("\n", "; ");
    }

    private void point(@Nullable Spot spot) {
        if (!Objects.equals(spot, pointed)) {
            pointed = spot;
            tooltip.show(spot == null ? "" : spot.words());
            repaint();
        }
    }

    private void tryPointed() {
        Spot spot = pointed;
        if (spot != null) {
            chosen.accept(spot.setting());
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            step(event.getCode() == KeyCode.LEFT ? -1 : 1);
        } else if (event.getCode() == KeyCode.ENTER) {
            tryPointed();
        } else {
            return;
        }
        event.consume();
    }

    private void step(int by) {
        List<Spot> all = spots().sorted(Comparator.comparingDouble(Spot::x)).toList();
        if (!all.isEmpty()) {
            int at = pointed == null ? (by > 0 ? -1 : all.size()) : all.indexOf(pointed);
            Spot next = all.get(Math.max(0, Math.min(all.size() - 1, at + by)));
            point(next);
            setAccessibleText(words(next));
        }
    }

    private Stream<Spot> spots() {
        CurveChart shown = chart;
        return shown == null ? Stream.empty() : shown.lines().stream().flatMap(line -> line.spots().stream());
    }

    private @Nullable Spot nearest(double x, double y) {
        Plot place = plot;
        return place == null
                ? null
                : spots().filter(spot -> distance(spot, place, x, y) <= REACH)
                        .min(Comparator.comparingDouble(spot -> distance(spot, place, x, y)))
                        .orElse(null);
    }

    private static double distance(Spot spot, Plot place, double x, double y) {
        return Math.hypot(place.x(spot) - x, place.y(spot) - y);
    }

    /** Where a point of the chart is in this region; for tests. */
    double[] place(Spot spot) {
        Plot place = plot;
        return place == null ? new double[] {0, 0} : new double[] {place.x(spot), place.y(spot)};
    }

    @Override
    protected void layoutChildren() {
        fit(canvas);
        canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        CurveChart shown = chart;
        if (shown != null && getWidth() > 100 && !isMinimised()) {
            Plot place = painter.plot(shown, getWidth(), getHeight());
            plot = place;
            painter.paint(shown, place, pointed);
            if (isFocused()) {
                painter.focus(getWidth(), getHeight());
            }
        }
    }
}
