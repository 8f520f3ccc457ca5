package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.canvas.PaintedRegion;
import dev.telltale.dashboard.kit.PointerTooltip;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.dashboard.viewmodel.timeline.TimelineSpot;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.timeline.StatusLane;
import java.time.Instant;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * The timeline on one canvas: the ground truth above, the statuses in lanes below. Repaints at most once a frame, and
 * only when something has changed. FX thread only.
 */
public final class TimelineCanvas extends PaintedRegion {
    private static final double ZOOM = 1.25;
    private static final double NOTCH = 40;
    private static final double PAN = 0.1;
    private static final int LARGE_STEP = 10;

    private final TimelineViewModel model;
    private final Canvas canvas = new Canvas();
    private final TimelinePainter painter;
    private final ScrollBar bar = new ScrollBar();
    private final PointerTooltip tooltip = new PointerTooltip(this);
    private TimelineLayout layout = TimelineLayout.of(0, 0, 0, 1, List.of());
    private double dragX;
    private double dragY;
    private @Nullable TimelinePicture shown;
    private @Nullable PictureKey shownKey;
    private boolean isDragged;
    /** Whether the tab is selected: JavaFX also lays out the content of other tabs. */
    private final ObservableValue<Boolean> isShown =
            parentProperty().flatMap(Node::visibleProperty).orElse(true);

    private final TimeAxis axis = new TimeAxis(palette());
    private boolean isOpened = true;
    private long paintCount;

    /** The arguments of the cached picture. */
    private record PictureKey(long changes, int columns, int firstLane, int laneCount) {}

    public TimelineCanvas(TimelineViewModel model) {
        this.model = model;
        painter = new TimelinePainter(canvas.getGraphicsContext2D(), palette(), model.lanes());
        setId("timeline");
        getStyleClass().add("timeline");
        bar.setOrientation(Orientation.VERTICAL);
        bar.setVisible(false);
        bar.setAccessibleText("Scroll the lanes");
        bar.setFocusTraversable(false);
        getChildren().addAll(axis, canvas, bar);
        setFocusTraversable(true);
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleRoleDescription("timeline of faults, outages and statuses");
        setAccessibleHelp(
                "Left and right select the time that the grid shows; with the shortcut key, the next start or end"
                        + " of a fault."
                        + " Plus and minus zoom, Home selects the oldest time, End and Escape return to the present.");
        listen();
    }

    private void listen() {
        model.changesProperty().addListener((property, before, after) -> changed());
        model.pastLabelProperty().addListener((property, before, after) -> describe());
        model.hoveredProperty().addListener((property, before, after) -> repaint());
        model.readoutProperty().addListener((property, before, after) -> tooltip.show(after));
        model.openProperty().addListener((property, before, after) -> isOpened = true);
        isShown.addListener((property, before, after) -> repaint());
        bar.valueProperty().addListener((property, before, after) -> repaint());
        focusedProperty().addListener((property, before, after) -> repaint());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        addEventHandler(
                MouseEvent.MOUSE_EXITED, event -> model.hoveredProperty().set(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        changed();
    }

    private void changed() {
        describe();
        repaint();
    }

    private void describe() {
        Instant at = model.selectedProperty().get();
        setAccessibleText(
                "Timeline, " + (at == null ? "live" : model.pastLabelProperty().get()));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        fit(canvas);
        List<StatusLane> lanes = model.lanes();
        layout = TimelineLayout.of(width, height, painter.labelWidth(lanes), model.truthRows(), lanes);
        placeBar(width);
        if (width >= 1 && height >= 1 && isShown.getValue() && !isMinimised()) {
            var highlights = new TimelinePainter.Highlights(
                    scroll(), model.hoveredProperty().get(), isFocused());
            TimelinePicture picture = picture();
            axis.show(picture, layout, highlights);
            if (painter.paint(new TimelinePainter.Content(picture, layout, highlights, appearanceChanges()))) {
                paintCount++;
            }
        }
    }

    /** Returns the cached picture if nothing but the pointer has moved; reading the history is expensive. */
    private TimelinePicture picture() {
        var key = new PictureKey(
                model.changesProperty().get(),
                layout.columns(),
                layout.firstVisible(scroll()),
                layout.visibleCount(scroll()));
        TimelinePicture picture = shown;
        if (picture == null || !key.equals(shownKey)) {
            picture = model.picture(key.columns(), key.firstLane(), key.laneCount());
            shown = picture;
            shownKey = key;
        }
        return picture;
    }

    private void placeBar(double width) {
        double max = layout.maxScroll();
        double room = layout.axisTop() - layout.lanesTop();
        bar.setVisible(max > 0 && room > 0);
        bar.setMax(max);
        bar.setVisibleAmount(room <= 0 ? max : max * room / (room + max));
        bar.setUnitIncrement(layout.pitch());
        bar.setBlockIncrement(Math.max(layout.pitch(), room));
        bar.setValue(Math.min(isOpened ? topOfOpenNode() : bar.getValue(), max));
        isOpened = false;
        double barWidth = bar.prefWidth(-1);
        bar.resizeRelocate(width - barWidth - 2, layout.lanesTop(), barWidth, Math.max(0, room));
    }

    /** The offset of the first lane of the open node, in pixels. */
    private double topOfOpenNode() {
        List<StatusLane> lanes = model.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).subject().equals(model.openProperty().get())) {
                return layout.tops().get(i);
            }
        }
        return 0;
    }

    private double scroll() {
        return Math.min(bar.getValue(), layout.maxScroll());
    }

    private void scrollBy(double pixels) {
        bar.setValue(Math.max(0, Math.min(layout.maxScroll(), bar.getValue() + pixels)));
    }

    private Instant instantAt(double x) {
        return model.window().at(Math.max(0, Math.min(1, layout.share(x))));
    }

    private @Nullable StatusLane laneAt(double y) {
        List<StatusLane> lanes = model.lanes();
        int lane = layout.laneAt(y, scroll());
        return lane < 0 || lane >= lanes.size() ? null : lanes.get(lane);
    }

    private void point(MouseEvent event) {
        boolean isInPlot = layout.isInPlot(event.getX());
        model.hoveredProperty()
                .set(
                        isInPlot
                                ? new TimelineSpot(
                                        instantAt(event.getX()), laneAt(event.getY()), layout.truthRowAt(event.getY()))
                                : null);
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        // The tab pane would take the focus.
        event.consume();
        dragX = event.getX();
        dragY = event.getY();
        isDragged = false;
    }

    private void dragged(MouseEvent event) {
        isDragged |= !event.isStillSincePress();
        if (isDragged && layout.isInPlot(dragX)) {
            model.pan((dragX - event.getX()) / layout.columns());
            scrollBy(dragY - event.getY());
            dragX = Math.max(layout.left(), Math.min(layout.right(), event.getX()));
            dragY = event.getY();
        }
    }

    private void released(MouseEvent event) {
        if (isDragged || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (layout.isInPlot(event.getX())) {
            model.select(instantAt(event.getX()));
            return;
        }
        StatusLane lane = laneAt(event.getY());
        if (lane != null && event.getX() < layout.left()) {
            model.openProperty().set(lane.subject());
        }
    }

    /** Over the plot, the wheel zooms around the pointer, or pans if sideways; over the names, it scrolls the lanes. */
    private void scrolled(ScrollEvent event) {
        double sideways = event.isShiftDown() && event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (!layout.isInPlot(event.getX())) {
            scrollBy(-event.getDeltaY());
        } else if (Math.abs(sideways) > Math.abs(event.isShiftDown() ? 0 : event.getDeltaY())) {
            model.pan(-sideways / layout.columns());
        } else if (event.getDeltaY() != 0) {
            model.zoom(Math.pow(ZOOM, -event.getDeltaY() / NOTCH), instantAt(event.getX()));
        }
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        boolean isToFaults = event.isShortcutDown();
        switch (event.getCode()) {
            case LEFT -> {
                if (isToFaults) {
                    model.toPreviousEvent();
                } else {
                    model.step(event.isShiftDown() ? -LARGE_STEP : -1);
                }
            }
            case RIGHT -> {
                if (isToFaults) {
                    model.toNextEvent();
                } else {
                    model.step(event.isShiftDown() ? LARGE_STEP : 1);
                }
            }
            case UP -> scrollBy(-layout.pitch());
            case DOWN -> scrollBy(layout.pitch());
            case PAGE_UP -> model.pan(-1 + PAN);
            case PAGE_DOWN -> model.pan(1 - PAN);
            case HOME -> model.toBegin();
            case END, ESCAPE -> model.live();
            case PLUS, EQUALS, ADD, MINUS, SUBTRACT -> {
                if (event.isShortcutDown()) {
                    // Zooms the window.
                    return;
                }
                boolean isOut = event.getCode() == KeyCode.MINUS || event.getCode() == KeyCode.SUBTRACT;
                model.zoom(isOut ? ZOOM : 1 / ZOOM);
            }
            default -> {
                // Not consumed: the key bindings of the window handle it.
                return;
            }
        }
        event.consume();
    }

    /** How often the canvas was painted; for tests. */
    public long paintCount() {
        return paintCount;
    }

    /** The layout of the last layout pass; for tests. */
    public TimelineLayout lanesLayout() {
        return layout;
    }
}
