package dev.telltale.dashboard.zoom;

import java.util.List;

/** The zoom levels, in percent. */
public final class ZoomSteps {
    public static final int NORMAL = 100;

    private static final List<Integer> PERCENT = List.of(80, 90, NORMAL, 110, 125, 150, 175, 200);

    private ZoomSteps() {}

    /** The next larger level; the largest has none and is returned. */
    public static int above(int percent) {
        return PERCENT.stream().filter(step -> step > percent).findFirst().orElse(largest());
    }

    /** The next smaller level; the smallest has none and is returned. */
    public static int below(int percent) {
        return PERCENT.stream()
                .filter(step -> step < percent)
                .reduce((smaller, larger) -> larger)
                .orElse(PERCENT.get(0));
    }

    /** The level that is nearest to a saved value; 100 for 0, which stands for no value. */
    public static int nearest(int percent) {
        if (percent == 0) {
            return NORMAL;
        }
        return PERCENT.stream()
                .reduce((a, b) -> Math.abs((long) a - percent) <= Math.abs((long) b - percent) ? a : b)
                .orElse(NORMAL);
    }

    private static int largest() {
        return PERCENT.get(PERCENT.size() - 1);
    }
}
