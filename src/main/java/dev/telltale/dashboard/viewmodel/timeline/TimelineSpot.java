package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.timeline.StatusLane;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position on the timeline, such as that of the pointer.
 *
 * @param lane null if there is none
 * @param truthRow the row of the ground truth, from 0; -1 if there is none
 */
public record TimelineSpot(Instant at, @Nullable StatusLane lane, int truthRow) {}
