package dev.telltale.dashboard.kit;

import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;

/** Fits the saved position and size of the window to the screens that are present now. */
public final class WindowPlace {
    /** The part of the title bar, in pixels, that must be on a screen so that the window can be dragged. */
    private static final double GRIP_WIDTH = 120;

    private static final double GRIP_HEIGHT = 32;

    private WindowPlace() {}

    /** Limits the size to the largest screen, and drops the position if the title bar would be out of reach. */
    public static Preferences onScreen(Preferences wanted, List<Rectangle2D> screens) {
        Dimension2D min = minSize(screens);
        double width = screens.stream().mapToDouble(Rectangle2D::getWidth).max().orElse(wanted.width());
        double height =
                screens.stream().mapToDouble(Rectangle2D::getHeight).max().orElse(wanted.height());
        Preferences fitting = wanted.withSize(
                Math.max(min.getWidth(), Math.min(wanted.width(), width)),
                Math.max(min.getHeight(), Math.min(wanted.height(), height)));
        return isReachable(fitting, screens) ? fitting : fitting.withPosition(null, null);
    }

    /** The minimum size of the window: that of {@link Preferences}, or of the smallest screen if it is smaller. */
    public static Dimension2D minSize(List<Rectangle2D> screens) {
        return new Dimension2D(
                screens.stream().mapToDouble(Rectangle2D::getWidth).reduce(Preferences.MIN_WIDTH, Math::min),
                screens.stream().mapToDouble(Rectangle2D::getHeight).reduce(Preferences.MIN_HEIGHT, Math::min));
    }

    /** Whether the window covers a whole screen: some systems report the size of a maximised window first. */
    public static boolean coversScreen(Rectangle2D window, List<Rectangle2D> screens) {
        return screens.stream().anyMatch(window::contains);
    }

    /** Whether enough of the title bar is on a screen to drag the window. */
    public static boolean isReachable(Preferences window, List<Rectangle2D> screens) {
        Double x = window.x();
        Double y = window.y();
        if (x == null || y == null) {
            return false;
        }
        return screens.stream()
                .anyMatch(screen -> x + window.width() - GRIP_WIDTH >= screen.getMinX()
                        && x + GRIP_WIDTH <= screen.getMaxX()
                        && y >= screen.getMinY()
                        && y + GRIP_HEIGHT <= screen.getMaxY());
    }
}
