package dev.telltale.dashboard.zoom;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The root of a scene: shows its content at a zoom level. The content is laid out in the size of the pane divided by the
 * factor, but never smaller than its minimum size; the rest is reached with scroll bars. FX thread only.
 */
public final class ZoomPane extends Region {
    private static final double NORMAL = 100;

    private final Region content;
    private final Scale scale = new Scale(1, 1);
    private final ScrollBar horizontal = bar(Orientation.HORIZONTAL);
    private final ScrollBar vertical = bar(Orientation.VERTICAL);
    private final IntegerProperty percent = new SimpleIntegerProperty(this, "percent", ZoomSteps.NORMAL) {
        @Override
        public void set(int wanted) {
            super.set(ZoomSteps.nearest(wanted));
        }
    };
    private final ObservableValue<Double> factor = percent.map(value -> value.doubleValue() / NORMAL);

    public ZoomPane(Region content) {
        this.content = content;
        content.getTransforms().add(scale);
        content.setManaged(false);
        getChildren().addAll(content, horizontal, vertical);
        percent.addListener((property, before, after) -> requestLayout());
        horizontal.valueProperty().addListener((property, before, after) -> moveContent());
        vertical.valueProperty().addListener((property, before, after) -> moveContent());
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        sceneProperty().flatMap(Scene::focusOwnerProperty).addListener((property, before, after) -> reveal(after));
        new PopupZoom(this);
    }

    private static ScrollBar bar(Orientation orientation) {
        var bar = new ScrollBar();
        bar.setOrientation(orientation);
        bar.setFocusTraversable(false);
        bar.setManaged(false);
        bar.setVisible(false);
        bar.setAccessibleText(
                orientation == Orientation.HORIZONTAL ? "Scroll the window sideways" : "Scroll the window");
        return bar;
    }

    /** Keeps the content sharp: its skin caches it as a picture, which is blurred when it is scaled. */
    public static void sharpen(ScrollPane pane) {
        pane.skinProperty().addListener((property, before, after) -> {
            if (pane.lookup(".viewport") != null) {
                pane.lookup(".viewport").setCache(false);
            }
        });
    }

    /** The zoom level, in percent; any value is replaced by the nearest level. */
    public IntegerProperty percentProperty() {
        return percent;
    }

    /** The zoom level as a factor: 1 for 100 %. */
    public ObservableValue<Double> factorProperty() {
        return factor;
    }

    public void zoomIn() {
        percent.set(ZoomSteps.above(percent.get()));
    }

    public void zoomOut() {
        percent.set(ZoomSteps.below(percent.get()));
    }

    public void reset() {
        percent.set(ZoomSteps.NORMAL);
    }

    /** Whether a part of the content is out of view, so that the pane has a scroll bar. */
    public boolean isScrolling() {
        return horizontal.isVisible() || vertical.isVisible();
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(-1) * factor.getValue();
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(-1) * factor.getValue();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double zoom = factor.getValue();
        scale.setX(zoom);
        scale.setY(zoom);
        double minWidth = content.minWidth(-1) * zoom;
        double minHeight = content.minHeight(-1) * zoom;
        double thickness = vertical.prefWidth(-1);
        boolean isWide = getWidth() < minWidth;
        boolean isHigh = getHeight() - (isWide ? thickness : 0) < minHeight;
        isWide |= isHigh && getWidth() - thickness < minWidth;
        double width = getWidth() - (isHigh ? thickness : 0);
        double height = getHeight() - (isWide ? thickness : 0);
        content.resize(Math.max(width, minWidth) / zoom, Math.max(height, minHeight) / zoom);
        show(horizontal, isWide, minWidth, width);
        show(vertical, isHigh, minHeight, height);
        horizontal.resizeRelocate(0, height, width, thickness);
        vertical.resizeRelocate(width, 0, thickness, height);
        moveContent();
    }

    private static void show(ScrollBar bar, boolean isNeeded, double length, double shown) {
        double max = isNeeded ? length - shown : 0;
        bar.setVisible(isNeeded);
        bar.setMax(max);
        bar.setValue(Math.min(bar.getValue(), max));
        bar.setVisibleAmount(isNeeded ? max * shown / length : max);
        bar.setUnitIncrement(shown / 10);
        bar.setBlockIncrement(shown / 2);
    }

    private void moveContent() {
        content.relocate(-Math.rint(horizontal.getValue()), -Math.rint(vertical.getValue()));
    }

    private void scrolled(ScrollEvent event) {
        if (isScrolling()) {
            scrollBy(horizontal, -event.getDeltaX());
            scrollBy(vertical, -event.getDeltaY());
            event.consume();
        }
    }

    private static void scrollBy(ScrollBar bar, double pixels) {
        bar.setValue(Math.max(0, Math.min(bar.getMax(), bar.getValue() + pixels)));
    }

    /** Scrolls to the control that has got the focus. */
    private void reveal(@Nullable Node focused) {
        if (focused == null || !isScrolling()) {
            return;
        }
        Bounds bounds = sceneToLocal(focused.localToScene(focused.getLayoutBounds()));
        scrollBy(horizontal, outside(bounds.getMinX(), bounds.getMaxX(), horizontal.getWidth()));
        scrollBy(vertical, outside(bounds.getMinY(), bounds.getMaxY(), vertical.getHeight()));
    }

    /** How far a range is outside of 0 to the length; 0 if it is inside, or is too long to be. */
    private static double outside(double from, double to, double length) {
        if (to - from > length) {
            return 0;
        }
        return from < 0 ? from : Math.max(0, to - length);
    }
}
