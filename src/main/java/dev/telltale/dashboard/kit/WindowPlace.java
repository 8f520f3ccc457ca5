package dev.telltale.dashboard.kit;

import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;

/** Where the window may open, given the screens that exist today. */
public final class WindowPlace {
    /** So much of the title bar must be reachable for a window to be dragged back. */
    private static final double GRIP_WIDTH = 120;

    private static final double GRIP_HEIGHT = 32;

    private WindowPlace() {}

    /** The remembered place, no larger than the largest screen; the system's own choice if it would be out of reach. */
    public static Preferences onScreen(Preferences wanted, List<Rectangle2D> screens) {
        Dimension2D least = least(screens);
        double width = screens.stream().mapToDouble(Rectangle2D::getWidth).max().orElse(wanted.width());
        double height =
                screens.stream().mapToDouble(Rectangle2D::getHeight).max().orElse(wanted.height());
        Preferences fitting = wanted.sized(
                Math.max(least.getWidth(), Math.min(wanted.width(), width)),
                Math.max(least.getHeight(), Math.min(wanted.height(), height)));
        return isReachable(fitting, screens) ? fitting : fitting.at(null, null);
    }

    /** The least size of the window: no screen, scaled as it may be, is too small for it. */
    public static Dimension2D least(List<Rectangle2D> screens) {
        return new Dimension2D(
                screens.stream().mapToDouble(Rectangle2D::getWidth).reduce(Preferences.MIN_WIDTH, Math::min),
                screens.stream().mapToDouble(Rectangle2D::getHeight).reduce(Preferences.MIN_HEIGHT, Math::min));
    }

    /** Whether it hides all of a screen, as a maximised window does: some systems tell its size before its state. */
    public static boolean isWholeScreen(Rectangle2D window, List<Rectangle2D> screens) {
        return screens.stream().anyMatch(window::contains);
    }

    /** Whether enough of its title bar is on a screen. */
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
