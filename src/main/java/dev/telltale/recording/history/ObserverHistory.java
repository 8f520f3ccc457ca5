package dev.telltale.recording.history;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.observe.StatusRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds what one observer told to the record: its changes, and when it told nothing. What it held before a silence that
 * lost its state is not held afterwards. One thread.
 */
final class ObserverHistory {
    private final NodeId observer;
    private final StatusRecord record;
    private final HeartbeatSettings settings;
    private final Instant begin;
    private final Deque<SilentTime.Step> steps;
    private final Map<DetectorKind, Map<NodeId, Transition>> newest = new EnumMap<>(DetectorKind.class);
    private boolean isHeard;
    private @Nullable SilentTime silent;

    /** @param begin from when on it is shown; its journal too */
    ObserverHistory(
            NodeId observer,
            StatusRecord record,
            HeartbeatSettings settings,
            Instant begin,
            List<SilentTime> silentTimes) {
        this.observer = observer;
        this.record = record;
        this.settings = settings;
        this.begin = begin;
        steps = new ArrayDeque<>(SilentTime.steps(silentTimes));
        DetectorKind.ALL.forEach(detector -> newest.put(detector, new HashMap<>()));
        tells(begin, "not recorded: nothing was read of it yet");
    }

    /** Adds a change of the verdict of a detector; the changes of a link come in order. */
    void add(DetectorKind detector, Transition change) {
        if (!isHeard) {
            hear(change);
        }
        passUntil(change.at());
        boolean isFirst = change.from() == Status.UNKNOWN;
        if (silent != null && silent.endsEarlier() && isFirst && change.at().isAfter(silent.from())) {
            silent = null;
            tells(change.at(), null);
        }
        Map<NodeId, Transition> ofDetector = Objects.requireNonNull(newest.get(detector));
        Transition before = ofDetector.put(change.subject(), change);
        if (before != null && before.to() == change.to() && before.at().equals(change.at())) {
            return; // A recorder that was started again tells the present statuses once more.
        }
        if (before == null && !isFirst) {
            record.history(detector)
                    .record(new Transition(
                            begin, observer, change.subject(), Status.UNKNOWN, change.from(), null, null));
        }
        record.history(detector).record(change);
        if (!change.at().isBefore(begin)) {
            record.journal(detector).add(change);
        }
    }

    /** The observer was recorded before its first change if it had a status before, or that is older. */
    private void hear(Transition first) {
        if (first.from() != Status.UNKNOWN || !first.at().isAfter(begin)) {
            hear();
        } else {
            passUntil(first.at());
            isHeard = true;
            if (silent == null) {
                tells(first.at(), null);
            }
        }
    }

    private void hear() {
        isHeard = true;
        tells(begin, null);
    }

    private void passUntil(Instant at) {
        for (SilentTime.Step step = steps.peek(); step != null && !step.at().isAfter(at); step = steps.peek()) {
            steps.remove();
            silent = step.silent();
            Instant from = step.at().isBefore(begin) ? begin : step.at();
            if (silent != null) {
                tells(from, silent.reason());
            } else if (isHeard) {
                tells(from, null);
            }
            if (step.losesState()) {
                // A moment later: during the silence the last statuses are those that it told before.
                reset(from.plus(1, ChronoUnit.MICROS));
            }
        }
    }

    private void reset(Instant at) {
        DetectorKind.ALL.forEach(detector -> record.history(detector).reset(observer, at));
        newest.values().forEach(Map::clear);
    }

    private void tells(Instant at, @Nullable String silence) {
        DetectorKind.ALL.forEach(
                detector -> record.history(detector).recordObserver(observer, at, silence, detector, settings));
    }

    /**
     * Adds the silences up to the end of the recording.
     *
     * @param isRead whether its trace was read, so that it was recorded even if it told no change
     */
    void end(Instant end, boolean isRead) {
        if (!isHeard && isRead) {
            hear();
        }
        passUntil(end);
    }
}
