package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the intervals in which a lane's status was down, up to the window's end. They may begin before the window. One
 * that ended at the instant at which it began has no length.
 */
final class Suspicions {

    /**
     * @param to null if it lasted to the window's end
     * @param isStarvation whether the subject was then heard again and had lacked processor time for most of its
     *     silence
     */
    record Suspicion(Instant from, @Nullable Instant to, boolean isStarvation) {
        boolean lastsUntil(Instant at) {
            return from.isBefore(at) && (to == null || !to.isBefore(at));
        }
    }

    private final List<Suspicion> found = new ArrayList<>();
    private @Nullable Instant since;

    private Suspicions() {}

    static List<Suspicion> of(StatusHistory history, List<Outage> observerOutages, Instant end) {
        var suspicions = new Suspicions();
        // A new incarnation of the observer starts from unknown. Use its start, not the end of the old one, whose last
        // verdicts may have a later time.
        List<Instant> restarts = observerOutages.stream()
                .filter(outage -> outage.kind().losesState())
                .map(Outage::until)
                .flatMap(Stream::ofNullable)
                .filter(restart -> restart.isBefore(end))
                .toList();
        int next = 0;
        for (StatusChange change : history.changes()) {
            if (!change.at().isBefore(end)) {
                break;
            }
            while (next < restarts.size() && !restarts.get(next).isAfter(change.at())) {
                suspicions.change(restarts.get(next++), false, false);
            }
            boolean isStarvation = change.silence() != null && change.silence().isStarvation();
            suspicions.change(change.at(), change.status() == Status.DOWN, isStarvation);
        }
        while (next < restarts.size()) {
            suspicions.change(restarts.get(next++), false, false);
        }
        if (suspicions.since != null) {
            suspicions.found.add(new Suspicion(suspicions.since, null, false));
        }
        return suspicions.found;
    }

    private void change(Instant at, boolean isDown, boolean isStarvation) {
        if (isDown && since == null) {
            since = resumed(at);
        } else if (!isDown && since != null) {
            found.add(new Suspicion(since, at, isStarvation));
            since = null;
        }
    }

    /** An up and a down at the same instant do not interrupt a suspicion. */
    private Instant resumed(Instant at) {
        int last = found.size() - 1;
        return last >= 0 && at.equals(found.get(last).to) ? found.remove(last).from : at;
    }
}
