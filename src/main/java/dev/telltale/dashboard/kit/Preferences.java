package dev.telltale.dashboard.kit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers.
 *
 * @param x null where the system may choose
 * @param width of the window with its frame, while it is not maximised
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preferences(
        @Nullable Double x,
        @Nullable Double y,
        double width,
        double height,
        boolean maximized,
        @Nullable Theme theme,
        boolean reduceMotion) {
    public static final Preferences DEFAULT = new Preferences(null, null, 1280, 820, false, Theme.LIGHT, false);

    public static final double MIN_WIDTH = 800;
    public static final double MIN_HEIGHT = 560;
    private static final double MAX_LENGTH = 10_000;

    public Preferences {
        theme = theme == null ? Theme.LIGHT : theme;
        width = sane(width, 1280);
        height = sane(height, 820);
    }

    private static double sane(double length, double otherwise) {
        return length >= 1 && length <= MAX_LENGTH ? length : otherwise;
    }

    public Preferences at(@Nullable Double newX, @Nullable Double newY) {
        return new Preferences(newX, newY, width, height, maximized, theme, reduceMotion);
    }

    public Preferences sized(double newWidth, double newHeight) {
        return new Preferences(x, y, newWidth, newHeight, maximized, theme, reduceMotion);
    }

    public Theme chosenTheme() {
        return theme == null ? Theme.LIGHT : theme;
    }
}
