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
        // A new incarnation of the observer starts from unknown. Use its start, not the end of the old one, whose last
        // verdicts may have a later time.
        Stream<StatusChange> restarts = observerOutages.stream()
                .filter(outage -> outage.kind().losesState())
                .flatMap(outage -> Stream.ofNullable(outage.until()))
                .map(restart -> new StatusChange(restart, Status.UNKNOWN));
        var suspicions = new Suspicions();
        Stream.concat(restarts, history.changes().stream())
                .filter(change -> change.at().isBefore(end))
                .sorted(Comparator.comparing(StatusChange::at))
                .forEach(suspicions::apply);
        if (suspicions.since != null) {
            suspicions.found.add(new Suspicion(suspicions.since, null, false));
        }
        return suspicions.found;
    }

    private void apply(StatusChange change) {
        boolean isDown = change.status() == Status.DOWN;
        if (isDown && since == null) {
            since = resumed(change.at());
        } else if (!isDown && since != null) {
            boolean isStarvation = change.silence() != null && change.silence().isStarvation();
            found.add(new Suspicion(since, change.at(), isStarvation));
            since = null;
        }
    }

    /** An up and a down at the same instant do not interrupt a suspicion. */
    private Instant resumed(Instant at) {
        int last = found.size() - 1;
        return last >= 0 && at.equals(found.get(last).to) ? found.remove(last).from : at;
    }
}
