package dev.telltale.recording.recorder;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.fault.FaultId;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.time.TimeSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes what is new in the logs of changes and in the ground truth. One thread at a time. */
final class ChangeDrain {
    private final RecordingWriter writer;
    private final TimeSource clock;
    private final Log<Transition> statuses;
    private final Log<VerdictChange> verdicts;
    private final Supplier<Incidents> truth;
    private final Map<FaultId, FaultInterval> faults = new HashMap<>();
    private final Set<ProcessEvent> events = new HashSet<>();
    private Incidents drained = Incidents.NONE;
    private Instant drainedAt;

    ChangeDrain(
            BoundedLog<Transition> statuses,
            BoundedLog<VerdictChange> verdicts,
            Supplier<Incidents> truth,
            RecordingWriter writer,
            TimeSource clock) {
        this.statuses = new Log<>(statuses, RecordedEvent.StatusChanged::new);
        this.verdicts = new Log<>(verdicts, RecordedEvent.VerdictChanged::new);
        this.truth = truth;
        this.writer = writer;
        this.clock = clock;
        drainedAt = clock.now().wall();
    }

    /** Offers everything new to the writer; what it does not take is offered again next time. */
    void drain() {
        statuses.drain();
        verdicts.drain();
        Incidents incidents = truth.get();
        if (!incidents.isSameAs(drained) && !drain(incidents)) {
            return;
        }
        drained = incidents;
        drainedAt = clock.now().wall();
    }

    private boolean drain(Incidents incidents) {
        // Several sources may have been put together by time, so new ones are not all at the end.
        for (ProcessEvent event : incidents.events()) {
            if (!events.contains(event) && !writer.offer(new RecordedEvent.ProcessChanged(event))) {
                return false;
            }
            events.add(event);
        }
        // Sources drop what is old.
        events.retainAll(new HashSet<>(incidents.events()));
        for (FaultInterval fault : incidents.faults()) {
            FaultId id = fault.fault().id();
            if (!fault.equals(faults.get(id))) {
                if (!writer.offer(new RecordedEvent.FaultChanged(fault))) {
                    return false;
                }
                faults.put(id, fault);
            }
        }
        return true;
    }

    /** A bounded log and how far it was read. */
    private final class Log<T> {
        private final BoundedLog<T> log;
        private final Function<T, RecordedEvent> event;
        private long next;

        Log(BoundedLog<T> log, Function<T, RecordedEvent> event) {
            this.log = log;
            this.event = event;
        }

        void drain() {
            for (BoundedLog.Entry<T> entry : log.since(next)) {
                if (entry.number() > next && !writer.offer(gap(entry.number() - next))) {
                    return;
                }
                next = entry.number();
                if (!writer.offer(event.apply(entry.element()))) {
                    return;
                }
                next++;
            }
        }

        private Gap gap(long count) {
            Instant now = clock.now().wall();
            Instant from = drainedAt.isAfter(now) ? now : drainedAt;
            return new Gap(Gap.Reason.LOST, null, from, now, count + " changes were not read in time");
        }
    }
}
