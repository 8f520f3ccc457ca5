package dev.telltale.dashboard.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/** A region that paints itself in its layout pass, with the colours of the style sheet. FX thread only. */
public abstract class PaintedRegion extends Region {
    private static final List<CssMetaData<? extends Styleable, ?>> CSS = cssOfRegionAndPalette();

    private final Palette palette = new Palette(this, this::coloursChanged);
    private long colourChanges;
    private final ObservableValue<Boolean> minimised = sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(window -> window instanceof Stage stage ? stage.iconifiedProperty() : null)
            .orElse(false);

    public PaintedRegion() {
        minimised.addListener((property, before, after) -> repaint());
    }

    /** Whether the window is minimised. Do not paint then: no renderer drains the canvas, whose buffer would grow. */
    public final boolean isMinimised() {
        return minimised.getValue();
    }

    /** Requests a repaint; several requests cause one repaint in the next frame. The parents keep their layout. */
    public final void repaint() {
        setNeedsLayout(true);
    }

    private void coloursChanged() {
        colourChanges++;
        repaint();
    }

    /** A counter that grows with every change of a colour. */
    protected final long colourChanges() {
        return colourChanges;
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
