package dev.telltale.dashboard.timeline;

import dev.telltale.timeline.StatusLane;
import java.util.List;

/**
 * The geometry of the timeline, in pixels: rows of the ground truth, below them the lanes, which scroll if they do not
 * fit, below them the axis. Immutable, no toolkit.
 *
 * @param left left edge of the plot
 * @param right right edge of the plot
 * @param truthRows number of rows of the ground truth
 * @param pitch distance between two lanes of the same subject
 * @param tops upper edge of each lane, relative to that of the first
 */
public record TimelineLayout(double left, double right, double height, int truthRows, double pitch, List<Double> tops) {
    static final double AXIS = 26;
    static final double TRUTH_PITCH = 19;
    static final double MARGIN = 20;

    private static final double TOP = 6;
    private static final double BELOW_TRUTH = 7;
    private static final double GROUP_GAP = 6;
    private static final double MIN_PITCH = 15;
    private static final double MAX_PITCH = 22;
    private static final double MIN_PLOT = 40;

    static TimelineLayout of(double width, double height, double labels, int truthRows, List<StatusLane> lanes) {
        double room = height - TOP - truthRows * TRUTH_PITCH - BELOW_TRUTH - AXIS;
        List<Double> gaps = StatusLane.tops(lanes, 0, GROUP_GAP);
        double allGaps = gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1);
        double fitting = Math.floor((room - allGaps) / Math.max(1, lanes.size()));
        double pitch = Math.max(MIN_PITCH, Math.min(MAX_PITCH, fitting));
        double left = Math.min(labels + 2 * MARGIN - 6, width / 3);
        double right = Math.max(left + MIN_PLOT, width - MARGIN - 10);
        return new TimelineLayout(left, right, height, truthRows, pitch, StatusLane.tops(lanes, pitch, GROUP_GAP));
    }

    int columns() {
        return (int) Math.max(1, right - left);
    }

    double truthTop(int row) {
        return TOP + row * TRUTH_PITCH;
    }

    /** Upper edge of the area of the lanes. */
    double lanesTop() {
        return truthTop(truthRows) + BELOW_TRUTH;
    }

    double axisTop() {
        return height - AXIS;
    }

    /** The maximum scroll offset; 0 if all lanes fit. */
    double maxScroll() {
        double content = tops.isEmpty() ? 0 : tops.get(tops.size() - 1) + pitch;
        double max = content - Math.max(0, axisTop() - lanesTop());
        return max < 1 ? 0 : max;
    }

    /** Upper edge of the lane on the canvas, at this scroll offset. */
    public double laneTop(int lane, double scroll) {
        return lanesTop() + tops.get(lane) - scroll;
    }

    /** The first visible lane. */
    int firstVisible(double scroll) {
        int lane = 0;
        while (lane < tops.size() - 1 && tops.get(lane) + pitch <= scroll) {
            lane++;
        }
        return lane;
    }

    /** The number of visible lanes. */
    int visibleCount(double scroll) {
        int first = firstVisible(scroll);
        int lane = first;
        while (lane < tops.size() && laneTop(lane, scroll) < axisTop()) {
            lane++;
        }
        return lane - first;
    }

    /** The lane at y, or -1. */
    int laneAt(double y, double scroll) {
        if (y < lanesTop() || y >= axisTop()) {
            return -1;
        }
        for (int lane = 0; lane < tops.size(); lane++) {
            double top = laneTop(lane, scroll);
            if (y >= top && y < top + pitch) {
                return lane;
            }
        }
        return -1;
    }

    /** The row of the ground truth at y, or -1. */
    int truthRowAt(double y) {
        int row = (int) Math.floor((y - TOP) / TRUTH_PITCH);
        return row >= 0 && row < truthRows ? row : -1;
    }

    boolean isInPlot(double x) {
        return x >= left && x <= right;
    }

    /** The position of a share of the shown time, 0 at the left edge to 1 at the right edge. */
    public double x(double share) {
        return left + share * (right - left);
    }

    double share(double x) {
        return (x - left) / (right - left);
    }
}
