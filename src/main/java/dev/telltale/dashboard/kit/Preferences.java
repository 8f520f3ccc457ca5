package dev.telltale.dashboard.kit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.telltale.dashboard.zoom.ZoomSteps;
import org.jspecify.annotations.Nullable;

/**
 * The saved size, position and choices of the window.
 *
 * @param x left edge, in pixels; null if the system places the window
 * @param y top edge, in pixels; null if the system places the window
 * @param width of the normal window with its frame, in pixels; 1280 if it is not in 1 to 10,000
 * @param height of the normal window with its frame, in pixels; 820 if it is not in 1 to 10,000
 * @param detector name of the chosen detector; null for the configured one
 * @param zoom size of text and grid in percent; 0 for 100
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preferences(
        @Nullable Double x,
        @Nullable Double y,
        double width,
        double height,
        boolean maximized,
        @Nullable Theme theme,
        boolean reduceMotion,
        @Nullable String detector,
        int zoom) {
    public static final Preferences DEFAULT =
            new Preferences(null, null, 1280, 820, false, Theme.LIGHT, false, null, ZoomSteps.NORMAL);

    public static final double MIN_WIDTH = 800;
    public static final double MIN_HEIGHT = 560;
    private static final double MAX_LENGTH = 10_000;

    public Preferences {
        theme = theme == null ? Theme.LIGHT : theme;
        width = inRange(width, 1280);
        height = inRange(height, 820);
        zoom = ZoomSteps.nearest(zoom);
    }

    private static double inRange(double length, double fallback) {
        return length >= 1 && length <= MAX_LENGTH ? length : fallback;
    }

    public Preferences withPosition(@Nullable Double newX, @Nullable Double newY) {
        return new Preferences(newX, newY, width, height, maximized, theme, reduceMotion, detector, zoom);
    }

    public Preferences withSize(double newWidth, double newHeight) {
        return new Preferences(x, y, newWidth, newHeight, maximized, theme, reduceMotion, detector, zoom);
    }

    public Theme chosenTheme() {
        return theme == null ? Theme.LIGHT : theme;
    }
}
