package dev.telltale.dashboard.canvas;

import dev.telltale.dashboard.zoom.ZoomPane;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;

/** A region that paints itself in its layout pass, with the colours of the style sheet. FX thread only. */
public abstract class PaintedRegion extends Region {
    private static final List<CssMetaData<? extends Styleable, ?>> CSS = cssOfRegionAndPalette();

    private final Palette palette = new Palette(this, this::appearanceChanged);
    private long appearanceChanges;
    private final ObservableValue<Boolean> minimised = sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(window -> window instanceof Stage stage ? stage.iconifiedProperty() : null)
            .orElse(false);
    private final ObservableValue<Double> zoom = sceneProperty()
            .flatMap(Scene::rootProperty)
            .flatMap(root -> root instanceof ZoomPane pane ? pane.factorProperty() : null)
            .orElse(1.0);

    public PaintedRegion() {
        minimised.addListener((property, before, after) -> repaint());
        zoom.addListener((property, before, after) -> appearanceChanged());
    }

    /** Whether the window is minimised. Do not paint then: no renderer drains the canvas, whose buffer would grow. */
    public final boolean isMinimised() {
        return minimised.getValue();
    }

    /** Requests a repaint; several requests cause one repaint in the next frame. The parents keep their layout. */
    public final void repaint() {
        setNeedsLayout(true);
    }

    private void appearanceChanged() {
        appearanceChanges++;
        repaint();
    }

    /** A counter that grows with every change of a colour or of the zoom. */
    protected final long appearanceChanges() {
        return appearanceChanges;
    }

    /**
     * Gives the canvas the size of this region, and one pixel for each pixel of the zoomed window: a canvas that is
     * scaled afterwards is blurred. The painters use the coordinates of the region at every zoom.
     */
    protected final void fit(Canvas canvas) {
        double factor = zoom.getValue();
        canvas.setWidth(Math.ceil(getWidth() * factor));
        canvas.setHeight(Math.ceil(getHeight() * factor));
        canvas.getTransforms().setAll(new Scale(1 / factor, 1 / factor));
        canvas.getGraphicsContext2D().setTransform(factor, 0, 0, factor, 0, 0);
        // A canvas between two pixels is blurred, too.
        Point2D corner = localToScene(0, 0);
        canvas.setTranslateX((Math.rint(corner.getX()) - corner.getX()) / factor);
        canvas.setTranslateY((Math.rint(corner.getY()) - corner.getY()) / factor);
    }

    public final Palette palette() {
        return palette;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS;
    }

    private static List<CssMetaData<? extends Styleable, ?>> cssOfRegionAndPalette() {
        List<CssMetaData<? extends Styleable, ?>> css = new ArrayList<>(Region.getClassCssMetaData());
        css.addAll(Palette.CSS);
        return List.copyOf(css);
    }
}
