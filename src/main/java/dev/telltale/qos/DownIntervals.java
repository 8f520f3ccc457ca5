package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the intervals in which one detector reported a subject down, also those that began before the window. A restart
 * of the observer ends an interval; one that is open at the window's end has no end. Intervals without length are kept.
 */
final class DownIntervals {

    /**
     * @param to null if it lasted to the window's end
     * @param isStarvation whether the subject was then heard again and had lacked processor time for most of its
     *     silence
     */
    record DownInterval(Instant from, @Nullable Instant to, boolean isStarvation) {
        boolean lastsUntil(Instant at) {
            return from.isBefore(at) && (to == null || !to.isBefore(at));
        }
    }

    private final List<DownInterval> found = new ArrayList<>();
    private @Nullable Instant since;

    private DownIntervals() {}

    static List<DownInterval> of(StatusHistory history, List<Outage> observerOutages, Instant end) {
        // A new incarnation of the observer starts from unknown. Use its start, not the end of the old one, whose last
        // verdicts may have a later time.
        Stream<StatusChange> restarts = observerOutages.stream()
                .filter(outage -> outage.kind().losesState())
                .flatMap(outage -> Stream.ofNullable(outage.until()))
                .map(restart -> new StatusChange(restart, Status.UNKNOWN));
        var downIntervals = new DownIntervals();
        Stream.concat(restarts, history.changes().stream())
                .filter(change -> change.at().isBefore(end))
                .sorted(Comparator.comparing(StatusChange::at))
                .forEach(downIntervals::apply);
        if (downIntervals.since != null) {
            downIntervals.found.add(new DownInterval(downIntervals.since, null, false));
        }
        return downIntervals.found;
    }

    private void apply(StatusChange change) {
        boolean isDown = change.status() == Status.DOWN;
        if (isDown && since == null) {
            since = resumed(change.at());
        } else if (!isDown && since != null) {
            boolean isStarvation = change.silence() != null && change.silence().isStarvation();
            found.add(new DownInterval(since, change.at(), isStarvation));
            since = null;
        }
    }

    /** An up and a down at the same instant do not interrupt a down interval. */
    private Instant resumed(Instant at) {
        int last = found.size() - 1;
        return last >= 0 && at.equals(found.get(last).to) ? found.remove(last).from : at;
    }
}
