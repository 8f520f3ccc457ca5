package dev.telltale.groundtruth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up delays that are active at the same time. */
final class DelayWindows {
    private DelayWindows() {}

    /**
     * One delay while it was active.
     *
     * @param until null if it is still active
     * @param min the smallest delay that it adds to a request
     */
    record ActiveDelay(Instant from, @Nullable Instant until, Duration min) {}

    /** @param until null if it has not ended */
    record Window(Instant from, @Nullable Instant until) {}

    /** The times in which the sum of all active delays was at least the limit, oldest first. */
    static List<Window> ofAtLeast(Duration limit, List<ActiveDelay> delays) {
        var changes = new TreeMap<Instant, Duration>();
        for (ActiveDelay delay : delays) {
            changes.merge(delay.from(), delay.min(), Duration::plus);
            if (delay.until() != null) {
                changes.merge(delay.until(), delay.min().negated(), Duration::plus);
            }
        }
        List<Window> windows = new ArrayList<>();
        Duration sum = Duration.ZERO;
        Instant since = null;
        for (Map.Entry<Instant, Duration> change : changes.entrySet()) {
            sum = sum.plus(change.getValue());
            boolean isReached = sum.compareTo(limit) >= 0;
            if (isReached && since == null) {
                since = change.getKey();
            } else if (!isReached && since != null) {
                windows.add(new Window(since, change.getKey()));
                since = null;
            }
        }
        if (since != null) {
            windows.add(new Window(since, null));
        }
        return windows;
    }
}
