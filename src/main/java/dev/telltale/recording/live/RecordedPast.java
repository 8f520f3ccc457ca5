package dev.telltale.recording.live;

import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.history.RecordedHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded before this window was opened.
 *
 * @param folder of the recording, for what is too much to keep in memory
 */
public record RecordedPast(RecordedHistory history, Path folder) {
    /** Reads it; after its end, no node is held at its last statuses. Blocks. */
    static RecordedPast read(Path folder, Instant from) throws RecordingException {
        RecordedHistory history = RecordedHistory.read(folder, from);
        for (NodeId node : history.nodes()) {
            DetectorKind.ALL.forEach(detector -> history.statuses()
                    .history(detector)
                    .recordObserver(
                            node,
                            history.end(),
                            "not recorded",
                            detector,
                            history.info().heartbeat()));
        }
        return new RecordedPast(history, folder);
    }

    /** All changes of verdicts, also those before its begin, which hold then. Reads files. */
    public List<VerdictChange> verdicts() throws RecordingException {
        List<VerdictChange> found = new ArrayList<>();
        new RecordingReader(folder).events(Instant.MIN, history.end(), event -> {
            if (event instanceof RecordedEvent.VerdictChanged changed) {
                found.add(changed.change());
            }
        });
        return found;
    }

    /** The times of which nothing is recorded, oldest first; they may overlap. */
    public List<Gap> gaps() {
        return history.gaps().stream()
                .filter(gap -> gap.node() == null && gap.from().isBefore(history.end()))
                .sorted(Comparator.comparing(Gap::from))
                .toList();
    }

    /**
     * The recorded times in which it is known of every node whether it ran, oldest first. After a time without recorder
     * that is known again once the node was seen ready, unless it had ended before.
     */
    public List<Interval> measuredTimes() {
        List<Interval> holes = new ArrayList<>();
        List<Interval> sessions = new Interval(history.begin(), history.end()).without(intervals(true));
        for (Interval session : sessions) {
            Instant known = knownFrom(session);
            holes.add(new Interval(session.from(), known == null ? session.to() : known));
        }
        holes.addAll(intervals(false));
        holes.sort(Comparator.comparing(Interval::from));
        return Interval.without(sessions, holes);
    }

    private List<Interval> intervals(boolean isWithoutRecorder) {
        return gaps().stream()
                .filter(gap -> (gap.reason() == Gap.Reason.NOT_RUNNING) == isWithoutRecorder)
                .map(gap -> new Interval(gap.from(), gap.until()))
                .toList();
    }

    private @Nullable Instant knownFrom(Interval session) {
        Instant known = session.from();
        for (NodeId node : history.nodes()) {
            if (!hasEnded(node, session.from())) {
                Instant ready = history.incidents()
                        .readyTimes(node)
                        .filter(at -> !at.isBefore(session.from()))
                        .findFirst()
                        .orElse(null);
                if (ready == null) {
                    return null;
                }
                known = Interval.later(known, ready);
            }
        }
        return Interval.earlier(known, session.to());
    }

    /** Whether the last that is known of the node before this instant is that its process ended. */
    private boolean hasEnded(NodeId node, Instant at) {
        boolean hasEnded = false;
        for (ProcessEvent event : history.incidents().events()) {
            if (event.node().equals(node) && event.at().wall().isBefore(at)) {
                hasEnded = event.kind() == Kind.KILL || event.kind() == Kind.STOP || event.kind() == Kind.ENDED;
            }
        }
        return hasEnded;
    }
}
