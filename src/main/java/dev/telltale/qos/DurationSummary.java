package dev.telltale.qos;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How durations lie, by nearest rank: each figure but the mean is one of them. All are null where there are none.
 *
 * @param mean rounded down to a nanosecond
 */
public record DurationSummary(
        int count,
        @Nullable Duration min,
        @Nullable Duration mean,
        @Nullable Duration median,
        @Nullable Duration p95,
        @Nullable Duration p99,
        @Nullable Duration max) {
    public static final DurationSummary EMPTY = new DurationSummary(0, null, null, null, null, null, null);

    public static DurationSummary of(Collection<Duration> durations) {
        if (durations.isEmpty()) {
            return EMPTY;
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        Duration sum = sorted.stream().reduce(Duration.ZERO, Duration::plus);
        return new DurationSummary(
                sorted.size(),
                sorted.get(0),
                sum.dividedBy(sorted.size()),
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99),
                sorted.get(sorted.size() - 1));
    }

    /** The smallest that at least so many of a hundred do not exceed. */
    private static Duration percentile(List<Duration> sorted, int percent) {
        // In whole numbers: a share times a count may land beside a whole rank, as 0.07 * 100 does.
        long rank = (sorted.size() * (long) percent + 99) / 100;
        return sorted.get((int) rank - 1);
    }
}
