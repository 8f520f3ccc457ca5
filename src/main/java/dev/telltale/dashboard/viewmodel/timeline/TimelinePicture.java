package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.timeline.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the timeline draws in one frame; immutable.
 *
 * @param firstLane the index of the first of the lanes, which are only the visible ones
 * @param begin the first instant of the history; null while it is empty
 * @param isCut whether older changes have been dropped from the history
 * @param selected the instant that the grid shows; null for the present
 */
public record TimelinePicture(
        TimeWindow window,
        Instant now,
        FaultRows truth,
        int firstLane,
        List<LaneSegments> lanes,
        @Nullable Instant begin,
        boolean isCut,
        @Nullable Instant selected,
        ZoneId zone) {}
