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
 * @param layout how the areas are arranged; null for the usual layout
 * @param zoom size of text and grid in percent; 0 for 100
 * @param recording whether the cluster that is shown is recorded; null for yes
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
        @Nullable Layout layout,
        int zoom,
        @Nullable Boolean recording) {
    public static final Preferences DEFAULT = new Preferences(null, null, 1280, 820, false, Theme.LIGHT, false, null);

    public static final double MIN_WIDTH = 800;
    public static final double MIN_HEIGHT = 560;
    private static final double MAX_LENGTH = 10_000;

    public Preferences {
        theme = theme == null ? Theme.LIGHT : theme;
        width = inRange(width, 1280);
        height = inRange(height, 820);
        layout = layout == null ? Layout.USUAL : layout;
        zoom = ZoomSteps.nearest(zoom);
        recording = recording == null || recording;
    }

    /** Preferences with the usual layout and size of text. */
    public Preferences(
            @Nullable Double x,
            @Nullable Double y,
            double width,
            double height,
            boolean maximized,
            @Nullable Theme theme,
            boolean reduceMotion,
            @Nullable String detector) {
        this(x, y, width, height, maximized, theme, reduceMotion, detector, Layout.USUAL, ZoomSteps.NORMAL, true);
    }

    /**
     * How the user has arranged the areas of the window. Lengths that are not in 1 to 10,000 pixels, and spans that are
     * not in 1 s to 31 days, are as null.
     *
     * @param nodesWidth of the list of nodes, in pixels; null for the usual one
     * @param detailsWidth of the details of a cell, in pixels; null for the usual one
     * @param bottomHeight of the area with the tabs, in pixels; null for the usual one
     * @param tab the id of the selected tab; null for the first one
     * @param timelineSeconds the span of the timeline, in seconds; null for the usual one
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Layout(
            @Nullable Double nodesWidth,
            @Nullable Double detailsWidth,
            @Nullable Double bottomHeight,
            @Nullable String tab,
            @Nullable Double timelineSeconds) {
        public static final Layout USUAL = new Layout(null, null, null, null, null);

        private static final double MAX_SECONDS = 31 * 86_400;

        public Layout {
            nodesWidth = inRange(nodesWidth, MAX_LENGTH);
            detailsWidth = inRange(detailsWidth, MAX_LENGTH);
            bottomHeight = inRange(bottomHeight, MAX_LENGTH);
            timelineSeconds = inRange(timelineSeconds, MAX_SECONDS);
        }

        private static @Nullable Double inRange(@Nullable Double value, double max) {
            return value != null && value >= 1 && value <= max ? value : null;
        }
    }

    private static double inRange(double length, double fallback) {
        return length >= 1 && length <= MAX_LENGTH ? length : fallback;
    }

    public Preferences withPosition(@Nullable Double newX, @Nullable Double newY) {
        return new Preferences(
                newX, newY, width, height, maximized, theme, reduceMotion, detector, layout, zoom, recording);
    }

    public Preferences withSize(double newWidth, double newHeight) {
        return new Preferences(
                x, y, newWidth, newHeight, maximized, theme, reduceMotion, detector, layout, zoom, recording);
    }

    public Preferences withLayout(Layout newLayout) {
        return new Preferences(
                x, y, width, height, maximized, theme, reduceMotion, detector, newLayout, zoom, recording);
    }

    public Preferences withZoom(int newZoom) {
        return new Preferences(
                x, y, width, height, maximized, theme, reduceMotion, detector, layout, newZoom, recording);
    }

    /** Whether the cluster that is shown is recorded. */
    public boolean records() {
        return recording == null || recording;
    }

    public Layout chosenLayout() {
        return layout == null ? Layout.USUAL : layout;
    }

    public Theme chosenTheme() {
        return theme == null ? Theme.LIGHT : theme;
    }
}
