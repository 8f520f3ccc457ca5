package dev.telltale.recording.incident;

import dev.telltale.fault.FaultId;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentTruth;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.load.RecordedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What really happened to the nodes, where that was recorded: of a node from the first event of one of its processes on.
 */
final class KnownTruth {
    /** The error of the clocks of two processes. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);
    /** How late a recorder may learn that a process has ended that it did not start. */
    private static final Duration LEARNT_LATE = Duration.ofSeconds(3);

    private final List<Interval> periods;
    private final Map<NodeId, Instant> knownSince = new HashMap<>();
    private final List<Outage> outages;
    private final List<StatusHistory> histories;
    private final List<Quality> qualities;

    /**
     * Derives it from the changes and from the traces: the process of a node that has no tick for a time, and has ticks
     * before and after it, hung.
     */
    KnownTruth(
            RecordingInfo info,
            RecordedSpan span,
            WatchedTimes watched,
            List<Interval> recorded,
            List<Interval> holes) {
        var lines = new TruthLines(watched);
        span.all().forEach(event -> event.match(lines));
        List<Outage> known = new ArrayList<>(
                new Incidents(lines.processes, List.copyOf(lines.faults.values())).outages(info.heartbeat()));
        watched.lives()
                .forEach((node, lives) -> lives.stream()
                        .flatMap(life -> life.pauses().stream())
                        .filter(pause -> known.stream()
                                .noneMatch(outage ->
                                        outage.node().equals(node) && outage.overlaps(pause.from(), pause.to())))
                        .forEach(pause -> known.add(new Outage(node, Failure.HANG, pause.from(), pause.to()))));
        outages = known;
        periods = recorded.isEmpty()
                ? List.of()
                : new Interval(
                                recorded.get(0).from(),
                                recorded.get(recorded.size() - 1).to())
                        .without(holes);
        histories = StatusHistory.of(IncidentReplay.nodes(info), lines.verdicts);
        qualities = periods.stream()
                .map(period -> Quality.of(
                        new GroundTruth(period.from(), period.to(), outages), histories, info.heartbeat(), TOLERANCE))
                .toList();
    }

    /** Collects what tells of processes, faults and verdicts. */
    private final class TruthLines implements RecordedEvent.Cases<Boolean, RuntimeException> {
        private final WatchedTimes watched;
        private final List<ProcessEvent> processes = new ArrayList<>();
        private final Map<FaultId, FaultInterval> faults = new LinkedHashMap<>();
        private final List<VerdictChange> verdicts = new ArrayList<>();

        TruthLines(WatchedTimes watched) {
            this.watched = watched;
        }

        @Override
        public Boolean process(ProcessEvent event) {
            knownSince.merge(event.node(), event.at().wall(), (a, b) -> a.isBefore(b) ? a : b);
            return processes.add(earlier(event, watched));
        }

        @Override
        public Boolean fault(FaultInterval interval) {
            faults.put(interval.fault().id(), interval);
            return true;
        }

        @Override
        public Boolean verdict(VerdictChange change) {
            return verdicts.add(change);
        }

        @Override
        public Boolean settings(RecordingInfo info) {
            return false;
        }

        @Override
        public Boolean status(Transition change) {
            return false;
        }

        @Override
        public Boolean gap(RecordedEvent.Gap gap) {
            return false;
        }
    }

    /** The end of a process that was learnt late: at its last tick. */
    private static ProcessEvent earlier(ProcessEvent event, WatchedTimes watched) {
        Instant learnt = event.at().wall();
        Instant last = event.kind() == ProcessEvent.Kind.ENDED ? watched.lastSeen(event.node(), learnt) : null;
        boolean isLate = last != null
                && last.isBefore(learnt)
                && Duration.between(last, learnt).compareTo(LEARNT_LATE) < 0;
        return last == null || !isLate
                ? event
                : new ProcessEvent(
                        event.kind(),
                        event.node(),
                        event.pid(),
                        RecordedMatrix.reading(last),
                        event.code(),
                        event.origin());
    }

    /** All outages that are known, of nodes and of links. */
    List<Outage> outages() {
        return outages;
    }

    /** The statuses of each link by each detector. */
    List<StatusHistory> histories() {
        return histories;
    }

    /** The windows in which it is known whether the node was out of service. */
    List<GroundTruth> of(NodeId node) {
        Instant since = knownSince.get(node);
        return since == null
                ? List.of()
                : periods.stream()
                        .filter(period -> since.isBefore(period.to()))
                        .map(period -> new GroundTruth(Interval.later(since, period.from()), period.to(), outages))
                        .toList();
    }

    /** The incident with what really happened, if that is known of all its nodes. */
    Incident add(Incident incident) {
        boolean isKnown = Stream.concat(
                        incident.nodes().stream(),
                        incident.notices().stream().map(notice -> notice.link().subject()))
                .map(knownSince::get)
                .allMatch(since -> since != null && !since.isAfter(incident.from()));
        if (!isKnown) {
            return incident;
        }
        for (Quality quality : qualities) {
            GroundTruth truth = quality.truth();
            if (!incident.from().isBefore(truth.start()) && incident.from().isBefore(truth.end())) {
                return IncidentTruth.add(incident, quality);
            }
        }
        return incident;
    }
}
