package dev.telltale.recording.load;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.DetectorKey;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a recording in a span of time, and what held when it began.
 *
 * @param info the newest settings; null if the recording has none
 * @param earlier what held at the beginning, each with its own time: the last status of each link, the last verdict of
 *     each detector, the last life of each process, and the faults that were active
 * @param events in the span, in the order in which they were written
 */
public record RecordedSpan(
        Instant from,
        Instant until,
        @Nullable RecordingInfo info,
        List<RecordedEvent> earlier,
        List<RecordedEvent> events) {
    /** About 200 MB. */
    private static final int MAX_EVENTS = 1_000_000;

    public RecordedSpan {
        earlier = List.copyOf(earlier);
        events = List.copyOf(events);
    }

    /**
     * Reads the changes in a span. Blocks.
     *
     * @param until exclusive
     * @throws RecordingException with one sentence, if a file is broken or cannot be read, or if the span has more than a
     *     million changes
     */
    public static RecordedSpan read(RecordingReader reader, Instant from, Instant until) throws RecordingException {
        var before = new StateBefore(from);
        List<RecordedEvent> events = new ArrayList<>();
        RecordingInfo[] info = {reader.info().orElse(null)};
        boolean[] isTooMany = {false};
        reader.events(Instant.MIN, until, event -> {
            if (event instanceof RecordedEvent.Settings settings) {
                info[0] = settings.info();
            } else if (event.at().isBefore(from)) {
                event.match(before);
            } else if (events.size() < MAX_EVENTS) {
                events.add(event);
            } else {
                isTooMany[0] = true;
            }
        });
        if (isTooMany[0]) {
            throw new RecordingException(
                    "there are more than " + MAX_EVENTS + " changes in this time; name a shorter one");
        }
        return new RecordedSpan(from, until, info[0], before.events(), events);
    }

    /** What held at the beginning, then the changes in the span. */
    public Stream<RecordedEvent> all() {
        return Stream.concat(earlier.stream(), events.stream());
    }

    /** Keeps of what was before the span only what held when it began. */
    private static final class StateBefore implements RecordedEvent.Cases<Boolean, RuntimeException> {
        private final Instant from;
        private final Map<Link, Transition> statuses = new LinkedHashMap<>();
        private final Map<DetectorKey, VerdictChange> verdicts = new LinkedHashMap<>();
        private final Map<NodeId, List<ProcessEvent>> processes = new LinkedHashMap<>();
        private final Map<FaultId, FaultInterval> faults = new LinkedHashMap<>();
        private final List<RecordedEvent.Gap> gaps = new ArrayList<>();

        StateBefore(Instant from) {
            this.from = from;
        }

        List<RecordedEvent> events() {
            List<RecordedEvent> all = new ArrayList<>(gaps);
            processes.values().stream()
                    .flatMap(List::stream)
                    .map(RecordedEvent.ProcessChanged::new)
                    .forEach(all::add);
            faults.values().stream()
                    .filter(fault -> fault.overlaps(from, Instant.MAX))
                    .map(RecordedEvent.FaultChanged::new)
                    .forEach(all::add);
            statuses.values().stream().map(RecordedEvent.StatusChanged::new).forEach(all::add);
            verdicts.values().stream().map(RecordedEvent.VerdictChanged::new).forEach(all::add);
            return all;
        }

        @Override
        public Boolean settings(RecordingInfo info) {
            return false;
        }

        @Override
        public Boolean status(Transition change) {
            statuses.merge(
                    new Link(change.observer(), change.subject()),
                    change,
                    (one, other) -> one.at().isAfter(other.at()) ? one : other);
            return true;
        }

        @Override
        public Boolean verdict(VerdictChange change) {
            verdicts.merge(
                    new DetectorKey(change.observer(), change.subject(), change.detector()),
                    change,
                    (one, other) -> one.at().isAfter(other.at()) ? one : other);
            return true;
        }

        @Override
        public Boolean process(ProcessEvent event) {
            List<ProcessEvent> life = processes.computeIfAbsent(event.node(), unused -> new ArrayList<>());
            if (event.kind() == ProcessEvent.Kind.READY) {
                life.clear();
            }
            return life.add(event);
        }

        @Override
        public Boolean fault(FaultInterval interval) {
            faults.put(interval.fault().id(), interval);
            return true;
        }

        @Override
        public Boolean gap(RecordedEvent.Gap gap) {
            return gap.until().isAfter(from) && gaps.add(gap);
        }
    }
}
