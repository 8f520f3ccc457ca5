package dev.telltale.groundtruth;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was recorded of a cluster: the source of its ground truth. Immutable; any thread.
 *
 * @param events of its processes, in the order in which they happened
 * @param faults that were injected, oldest first
 */
public record Incidents(List<ProcessEvent> events, List<FaultInterval> faults) {
    public static final Incidents NONE = new Incidents(List.of(), List.of());

    public Incidents {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** Whether it is equal to a later or earlier state of the same record; compares only the newest of the events. */
    public boolean isSameAs(Incidents other) {
        int size = events.size();
        return size == other.events.size()
                && (size == 0 || events.get(size - 1).equals(other.events.get(size - 1)))
                && faults.equals(other.faults);
    }

    /** What was recorded before, and after it the other one. */
    public Incidents and(Incidents later) {
        return new Incidents(
                Stream.concat(events.stream(), later.events.stream()).toList(),
                Stream.concat(faults.stream(), later.faults.stream()).toList());
    }

    /** The newest events and faults, at most this many of each; faults without an end have this one. */
    public Incidents endedAt(ClockReading end, int most) {
        return new Incidents(
                events.subList(Math.max(0, events.size() - most), events.size()),
                faults.subList(Math.max(0, faults.size() - most), faults.size()).stream()
                        .map(fault -> fault.until() != null
                                ? fault
                                : new FaultInterval(fault.fault(), fault.from(), end, fault.madeBy(), Origin.AUTOMATIC))
                        .toList());
    }

    /** What was known at a past instant. */
    public Incidents asOf(Instant at) {
        return new Incidents(
                events.stream().filter(event -> !event.at().wall().isAfter(at)).toList(),
                faults.stream()
                        .filter(fault -> !fault.from().wall().isAfter(at))
                        .map(fault -> fault.asOf(at))
                        .toList());
    }

    /**
     * All outages by start, oldest first. They may overlap; {@link GroundTruth} merges those that one observer meets.
     *
     * @param settings the nodes' settings; their attempt deadline decides whether a delay is an outage
     */
    public List<Outage> outages(HeartbeatSettings settings) {
        return Stream.concat(ProcessOutages.recorded(events).stream(), FaultOutages.of(faults, settings).stream())
                .map(RecordedOutage::outage)
                .sorted(Comparator.comparing(Outage::from))
                .toList();
    }

    /** Whether a fault kept the node from answering what its statuses are, at any time before {@code until}. */
    public boolean isStatusHidden(NodeId node, Instant from, Instant until) {
        return faults.stream()
                .anyMatch(fault -> fault.fault().effect().hidesStatusOf(node) && fault.overlaps(from, until));
    }

    /** When processes of the node reported that they are ready, oldest first. */
    public Stream<Instant> readyTimes(NodeId node) {
        return events.stream()
                .filter(event ->
                        event.kind() == ProcessEvent.Kind.READY && event.node().equals(node))
                .map(event -> event.at().wall());
    }
}
