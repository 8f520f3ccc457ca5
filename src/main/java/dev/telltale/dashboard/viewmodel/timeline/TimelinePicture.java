package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.timeline.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the timeline draws in one frame; immutable.
 *
 * @param unrecorded times of which nothing is known
 * @param firstLane the index of the first of the lanes, which are only the visible ones
 * @param begin the first instant of the history; null while it is empty
 * @param isCut whether older changes have been dropped from the history
 * @param selected the instant that the grid shows; null for the present
 * @param isQuiet whether the window ends with the present, and nothing changed within it
 */
public record TimelinePicture(
        TimeWindow window,
        Instant now,
        FaultRows truth,
        List<Unrecorded> unrecorded,
        int firstLane,
        List<LaneSegments> lanes,
        @Nullable Instant begin,
        boolean isCut,
        @Nullable Instant selected,
        boolean isQuiet,
        ZoneId zone) {
    /** Whether the right end is the present. */
    public boolean isLive() {
        return !window.to().isBefore(now);
    }

    /** Whether it looks like the other one but for the axis, since nothing else of it moves with the time. */
    public boolean looksLike(TimelinePicture other) {
        return firstLane == other.firstLane
                && lanes.equals(other.lanes)
                && truth.equals(other.truth)
                && unrecorded.equals(other.unrecorded)
                && isCut == other.isCut
                && Objects.equals(begin, other.begin)
                && Objects.equals(selected, other.selected)
                && (window.equals(other.window) || (isQuiet && other.isQuiet));
    }
}
