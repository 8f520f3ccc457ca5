package dev.telltale.dashboard;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The movable edge of an area at a side of the window. The area has its usual width until the user drags the edge; a
 * double click restores it. Pixels. FX thread only.
 */
final class Splitter extends Region {
    private static final double WIDTH = 6;

    /** The side of the window at which the area is. */
    enum Side {
        LEFT(1),
        RIGHT(-1);

        private final int sign;

        Side(int sign) {
            this.sign = sign;
        }
    }

    private final Region area;
    private final Side side;
    private final ObjectProperty<@Nullable Double> chosen = new SimpleObjectProperty<>(this, "chosen");
    private double pressedAt;
    private double pressedWidth;

    Splitter(Region area, Side side) {
        this.area = area;
        this.side = side;
        getStyleClass().add("splitter");
        setCursor(Cursor.H_RESIZE);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            pressedAt = event.getScreenX();
            pressedWidth = area.getWidth();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                chosen.set(pressedWidth + side.sign * (event.getScreenX() - pressedAt));
                // Not the wish beyond a limit, which a larger window would grant.
                chosen.set(area.getPrefWidth());
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getClickCount() == 2) {
                chosen.set(null);
            }
        });
    }

    /** Returns the area together with its edge. */
    HBox holder() {
        return side == Side.LEFT ? new HBox(area, this) : new HBox(this, area);
    }

    /** The width that the user has chosen; null for the usual one. A change has an effect with {@link #fit}. */
    ObjectProperty<@Nullable Double> chosenProperty() {
        return chosen;
    }

    /**
     * Sizes the area, and returns its width.
     *
     * @param usual the width without a choice
     * @param min the smallest width that the user can choose
     * @param max the largest width that leaves enough room for the rest of the window; ignored if less than min
     */
    double fit(double usual, double min, double max) {
        Double wanted = chosen.get();
        double width = wanted == null ? usual : Math.max(min, Math.min(wanted, max));
        area.setMinWidth(width);
        area.setPrefWidth(width);
        area.setMaxWidth(width);
        return width;
    }
}
