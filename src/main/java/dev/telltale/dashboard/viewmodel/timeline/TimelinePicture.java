package dev.telltale.dashboard.viewmodel.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the timeline shows at one moment; immutable.
 *
 * @param firstLane the number of the first strip's lane: only those are drawn that were asked for
 * @param begin the first instant that can be told of; null before anything is known
 * @param isCut whether older changes were known and had to go
 * @param selected the instant that the grid shows; null for the present
 */
public record TimelinePicture(
        TimeWindow window,
        Instant now,
        TruthRows truth,
        int firstLane,
        List<LaneSegments> strips,
        @Nullable Instant begin,
        boolean isCut,
        @Nullable Instant selected,
        ZoneId zone) {
    public TimelinePicture {
        strips = List.copyOf(strips);
    }
}
