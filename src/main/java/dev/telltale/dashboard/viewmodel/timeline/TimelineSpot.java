package dev.telltale.dashboard.viewmodel.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place on the timeline that is pointed at.
 *
 * @param lane null where there is none
 * @param truthRow the row of what was done, from 0; -1 where there is none
 */
public record TimelineSpot(Instant at, @Nullable BeliefLane lane, int truthRow) {}
