package dev.telltale.recording.load;

import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedChunk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far the recorder's clock is ahead of that of a node. Each recorded part says between which times of the recorder
 * its ticks were; the node's clock is taken as right unless that is impossible. Not thread-safe.
 */
public final class ClockShift {
    /** Clocks that differ by less are taken as the same. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private Duration min = Duration.ofSeconds(-Long.MAX_VALUE / 2);
    private Duration max = Duration.ofSeconds(Long.MAX_VALUE / 2);

    /**
     * Takes a part into account.
     *
     * @param ticks of the part; at least one
     */
    public void add(RecordedChunk chunk, List<TickTrace> ticks) {
        Duration least = Duration.between(ticks.get(0).at().wall(), chunk.from());
        Duration most = Duration.between(ticks.get(ticks.size() - 1).at().wall(), chunk.to());
        boolean isBeginKnown = !chunk.from().equals(Instant.EPOCH);
        min = isBeginKnown && least.compareTo(min) > 0 ? least : min;
        max = most.compareTo(max) < 0 ? most : max;
    }

    /** What is to be added to a time of the node; zero if its clock may be right. */
    public Duration get() {
        if (max.compareTo(TOLERANCE.negated()) < 0) {
            return max;
        }
        return min.compareTo(TOLERANCE) > 0 ? min : Duration.ZERO;
    }
}
