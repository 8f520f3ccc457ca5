package dev.telltale.dashboard.canvas;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** The colours of the canvases, read from the style sheet, so that they follow the theme. FX thread only. */
public final class Palette {
    /** A colour; {@code UP_FILL} is the CSS property {@code -up-fill}. */
    public enum Tone {
        TEXT,
        MUTED,
        EDGE,
        BACKGROUND,
        HATCH,
        HIGHLIGHT,
        RING,
        UP_FILL,
        UP_EDGE,
        UP_SIGN,
        UP_DENSE,
        SUSPECT_FILL,
        SUSPECT_EDGE,
        SUSPECT_SIGN,
        SUSPECT_DENSE,
        DOWN_FILL,
        DOWN_EDGE,
        DOWN_SIGN,
        DOWN_DENSE,
        EVIDENCE,
        TIMEOUT,
        PHI,
        SWIM
    }

    private static final class ToneCss extends CssMetaData<PaintedRegion, Paint> {
        private final Tone tone;

        ToneCss(Tone tone) {
            super(
                    "-" + tone.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    StyleConverter.getPaintConverter(),
                    Color.GRAY);
            this.tone = tone;
        }

        @Override
        public boolean isSettable(PaintedRegion canvas) {
            return true;
        }

        @Override
        public StyleableProperty<Paint> getStyleableProperty(PaintedRegion canvas) {
            return canvas.palette().property(tone);
        }
    }

    private static final Map<Tone, CssMetaData<PaintedRegion, Paint>> CSS_OF = new EnumMap<>(Tone.class);

    static {
        for (Tone tone : Tone.values()) {
            CSS_OF.put(tone, new ToneCss(tone));
        }
    }

    /** Opacity of the edges of unknown cells; strong enough to be seen. */
    static final double QUIET = 0.7;

    static final List<CssMetaData<? extends Styleable, ?>> CSS = List.copyOf(CSS_OF.values());

    private final Map<Tone, SimpleStyleableObjectProperty<Paint>> properties = new EnumMap<>(Tone.class);

    Palette(PaintedRegion owner, Runnable changed) {
        CSS_OF.forEach((tone, css) -> {
            var property = new SimpleStyleableObjectProperty<>(css, owner, css.getProperty(), (Paint) Color.GRAY);
            property.addListener((observable, before, after) -> changed.run());
            properties.put(tone, property);
        });
    }

    private StyleableProperty<Paint> property(Tone tone) {
        return Objects.requireNonNull(properties.get(tone));
    }

    public Color of(Tone tone) {
        return property(tone).getValue() instanceof Color color ? color : Color.GRAY;
    }

    public Color fill(CellState state) {
        return byStatus(state, Tone.UP_FILL, Tone.SUSPECT_FILL, Tone.DOWN_FILL, Tone.BACKGROUND);
    }

    public Color edge(CellState state) {
        return state == CellState.UNKNOWN || state == CellState.NO_ANSWER
                ? of(Tone.MUTED).deriveColor(0, 1, 1, QUIET)
                : byStatus(state, Tone.UP_EDGE, Tone.SUSPECT_EDGE, Tone.DOWN_EDGE, Tone.EDGE);
    }

    public Color sign(CellState state) {
        return byStatus(state, Tone.UP_SIGN, Tone.SUSPECT_SIGN, Tone.DOWN_SIGN, Tone.MUTED);
    }

    /** A stronger fill for cells that are too small for a sign. */
    public Color dense(CellState state) {
        return byStatus(state, Tone.UP_DENSE, Tone.SUSPECT_DENSE, Tone.DOWN_DENSE, Tone.BACKGROUND);
    }

    private Color byStatus(CellState state, Tone up, Tone suspect, Tone down, Tone none) {
        return of(
                switch (state) {
                    case UP -> up;
                    case SUSPECT -> suspect;
                    case DOWN -> down;
                    case UNKNOWN, NO_ANSWER, ITSELF -> none;
                });
    }
}
