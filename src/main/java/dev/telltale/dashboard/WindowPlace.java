package dev.telltale.dashboard;

import java.util.List;
import javafx.geometry.Rectangle2D;

/** Where the window may open, given the screens that exist today. */
final class WindowPlace {
    /** So much of the title bar must be reachable for a window to be dragged back. */
    private static final double GRIP_WIDTH = 120;

    private static final double GRIP_HEIGHT = 32;

    private WindowPlace() {}

    /** The remembered place, no larger than the largest screen; the system's own choice if it would be out of reach. */
    static Preferences onScreen(Preferences wanted, List<Rectangle2D> screens) {
        double width = screens.stream().mapToDouble(Rectangle2D::getWidth).max().orElse(wanted.width());
        double height =
                screens.stream().mapToDouble(Rectangle2D::getHeight).max().orElse(wanted.height());
        var fitting = new Preferences(
                wanted.x(),
                wanted.y(),
                Math.min(wanted.width(), Math.max(width, Preferences.LEAST_WIDTH)),
                Math.min(wanted.height(), Math.max(height, Preferences.LEAST_HEIGHT)),
                wanted.maximized(),
                wanted.theme(),
                wanted.reduceMotion());
        return isReachable(fitting, screens) ? fitting : fitting.at(null, null);
    }

    private static boolean isReachable(Preferences window, List<Rectangle2D> screens) {
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
