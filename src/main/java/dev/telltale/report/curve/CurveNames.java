package dev.telltale.report.curve;

import java.util.ArrayList;
import java.util.List;

/** Finds places for the names at the ends of curves, one below the other. */
final class CurveNames {
    private static final double LINE = 17;

    private final double top;
    private final double bottom;
    private final List<Double> taken = new ArrayList<>();

    CurveNames(double top, double bottom) {
        this.top = top;
        this.bottom = bottom;
    }

    /** The free place that is nearest to this height, from the top down. */
    double place(double wanted) {
        double best = wanted;
        double distance = Double.MAX_VALUE;
        for (double y = top; y <= bottom; y++) {
            double tried = y;
            boolean isFree = taken.stream().allMatch(other -> Math.abs(other - tried) >= LINE);
            if (isFree && Math.abs(tried - wanted) < distance) {
                best = tried;
                distance = Math.abs(tried - wanted);
            }
        }
        taken.add(best);
        return best;
    }
}
