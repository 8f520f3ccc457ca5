package dev.telltale.dashboard.viewmodel.recording;

import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.history.RecordedHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When something happened in a recording: to a process, by a fault, to a status, or to the recording itself. Pure. */
public final class EventInstants {
    /** What follows sooner belongs to the same event: one crash changes the statuses of all observers. */
    private static final Duration SAME = Duration.ofSeconds(1);

    private EventInstants() {}

    /** The first instant of each event by this detector, oldest first. */
    public static List<Instant> of(RecordedHistory history, DetectorKind detector) {
        List<Instant> all = new ArrayList<>();
        history.incidents().events().forEach(event -> all.add(event.at().wall()));
        for (FaultInterval fault : history.incidents().faults()) {
            all.add(fault.from().wall());
            Optional.ofNullable(fault.end()).ifPresent(all::add);
        }
        for (Gap gap : history.gaps()) {
            all.add(gap.from());
            all.add(gap.until());
        }
        history.statuses().journal(detector).all().stream().map(Transition::at).forEach(all::add);
        List<Instant> events = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (Instant at : all.stream().sorted().toList()) {
            boolean isInside = !at.isBefore(history.begin()) && at.isBefore(history.end());
            if (isInside && (events.isEmpty() || Duration.between(newest, at).compareTo(SAME) >= 0)) {
                events.add(at);
            }
            newest = isInside ? at : newest;
        }
        return events;
    }

    /** When an observer first called a node suspect or down; empty if none ever did. */
    public static Optional<Instant> firstTrouble(RecordedHistory history, DetectorKind detector) {
        return history.statuses().journal(detector).all().stream()
                .filter(change -> change.to().isSuspectOrDown() && change.from() != Status.UNKNOWN)
                .map(Transition::at)
                .min(Instant::compareTo);
    }
}
