package dev.telltale.groundtruth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Delays that add up while they last together. */
final class DelayWindows {
    private DelayWindows() {}

    /**
     * One delay in force.
     *
     * @param until null if it still is
     * @param least of what it draws
     */
    record Wait(Instant from, @Nullable Instant until, Duration least) {}

    /** @param until null if it is not over */
    record Period(Instant from, @Nullable Instant until) {}

    /** When all together were not less than the limit, in time order. */
    static List<Period> ofAtLeast(Duration limit, List<Wait> waits) {
        var changes = new TreeMap<Instant, Duration>();
        for (Wait wait : waits) {
            changes.merge(wait.from(), wait.least(), Duration::plus);
            if (wait.until() != null) {
                changes.merge(wait.until(), wait.least().negated(), Duration::plus);
            }
        }
        List<Period> periods = new ArrayList<>();
        Duration sum = Duration.ZERO;
        Instant since = null;
        for (Map.Entry<Instant, Duration> change : changes.entrySet()) {
            sum = sum.plus(change.getValue());
            boolean isReached = sum.compareTo(limit) >= 0;
            if (isReached && since == null) {
                since = change.getKey();
            } else if (!isReached && since != null) {
                periods.add(new Period(since, change.getKey()));
                since = null;
            }
        }
        if (since != null) {
            periods.add(new Period(since, null));
        }
        return periods;
    }
}
