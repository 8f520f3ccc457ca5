package dev.telltale.qos;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stretches in which a lane held its subject down, up to the window's end. They may begin before the window, and one
 * that was taken back at the same instant has no length.
 */
final class Suspicions {

    /**
     * @param to null if it was still held at the window's end
     * @param isStarvation whether the subject was heard again then and had lacked processor time for most of its silence
     */
    record Suspicion(Instant from, @Nullable Instant to, boolean isStarvation) {
        boolean isHeldUpTo(Instant at) {
            return from.isBefore(at) && (to == null || !to.isBefore(at));
        }
    }

    private final List<Suspicion> found = new ArrayList<>();
    private @Nullable Instant since;

    private Suspicions() {}

    static List<Suspicion> of(StatusHistory history, List<Outage> observerOutages, Instant end) {
        var suspicions = new Suspicions();
        // A new life of the observer knows nothing. Not when the old one ended: its last words may bear a later time.
        List<Instant> births = observerOutages.stream()
                .filter(outage -> outage.kind().isForgetting())
                .map(Outage::until)
                .flatMap(Stream::ofNullable)
                .filter(birth -> birth.isBefore(end))
                .toList();
        int born = 0;
        for (StatusChange change : history.changes()) {
            if (!change.at().isBefore(end)) {
                break;
            }
            while (born < births.size() && !births.get(born).isAfter(change.at())) {
                suspicions.hold(births.get(born++), false, false);
            }
            boolean isStarvation = change.silence() != null && change.silence().isStarvation();
            suspicions.hold(change.at(), change.status() == Status.DOWN, isStarvation);
        }
        while (born < births.size()) {
            suspicions.hold(births.get(born++), false, false);
        }
        if (suspicions.since != null) {
            suspicions.found.add(new Suspicion(suspicions.since, null, false));
        }
        return suspicions.found;
    }

    private void hold(Instant at, boolean isDown, boolean isStarvation) {
        if (isDown && since == null) {
            since = resumed(at);
        } else if (!isDown && since != null) {
            found.add(new Suspicion(since, at, isStarvation));
            since = null;
        }
    }

    /** Given up and taken on again at one instant is no interruption. */
    private Instant resumed(Instant at) {
        int last = found.size() - 1;
        return last >= 0 && at.equals(found.get(last).to) ? found.remove(last).from : at;
    }
}
