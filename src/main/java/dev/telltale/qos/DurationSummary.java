package dev.telltale.qos;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Summary statistics of durations. Percentiles use the nearest-rank method, so each is one of the durations. All
 * figures are null if {@code count} is 0.
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

    /** The smallest duration that at least {@code percent} % of all do not exceed. */
    private static Duration percentile(List<Duration> sorted, int percent) {
        // Integer arithmetic: 0.07 * 100 in floating point exceeds 7 and would round up to the next rank.
        long rank = (sorted.size() * (long) percent + 99) / 100;
        return sorted.get((int) rank - 1);
    }
}
