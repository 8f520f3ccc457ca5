package dev.telltale.incident;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectionResult;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Mistake;
import dev.telltale.qos.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What really happened during an incident, and which detectors were wrong about it.
 *
 * @param outages of its nodes, by their start; empty if all of them were well
 * @param wrong in the order of time
 */
public record IncidentTruth(List<Outage> outages, List<Wrong> wrong) {
    public IncidentTruth {
        outages = List.copyOf(outages);
        wrong = List.copyOf(wrong);
    }

    /** How late the end of a process may be learnt that was not ended from here. */
    private static final Duration LEARNT_LATE = Duration.ofSeconds(2);

    /** How a detector was wrong. */
    public enum Kind {
        /** Down, but the subject was well. */
        FALSE_ALARM,
        /** The subject was out for longer than the detector may take, and was not down. */
        MISSED;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One detector of one observer that was wrong about a subject, and from when on. */
    public record Wrong(DetectorKey detector, Kind kind, Instant from) {}

    /**
     * The incident with its truth.
     *
     * @param quality the measures of all detectors in the window of the ground truth; an incident that began outside of
     *     this window is returned as it is
     */
    public static Incident add(Incident incident, Quality quality) {
        GroundTruth truth = quality.truth();
        Instant end = incident.until() == null ? truth.end() : incident.until();
        if (incident.from().isBefore(truth.start()) || !incident.from().isBefore(truth.end())) {
            return incident;
        }
        Set<NodeId> subjects = incident.notices().stream()
                .map(notice -> notice.link().subject())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        subjects.addAll(incident.notices().isEmpty() ? incident.nodes() : List.of());
        List<Outage> outages = truth.outages().stream()
                .filter(outage -> subjects.contains(outage.node()) && outage.overlaps(incident.from(), after(end)))
                .toList();
        Stream<Wrong> alarms = quality.mistakes().stream()
                .filter(mistake -> subjects.contains(mistake.lane().subject()))
                .filter(mistake -> overlaps(mistake, incident.from(), end) && !isLearntLate(mistake, outages))
                .map(mistake -> new Wrong(mistake.lane(), Kind.FALSE_ALARM, mistake.from()));
        Stream<Wrong> missed = quality.detections().stream()
                .filter(detection -> subjects.contains(detection.lane().subject()))
                .filter(detection -> detection.outage().overlaps(incident.from(), after(end)))
                .filter(detection -> isMissed(detection, quality))
                .map(detection -> new Wrong(
                        detection.lane(), Kind.MISSED, detection.outage().from()));
        return incident.with(new IncidentTruth(
                outages,
                Stream.concat(alarms, missed)
                        .sorted(Comparator.comparing(Wrong::from))
                        .toList()));
    }

    /** The end of an interval that includes the instant. */
    private static Instant after(Instant at) {
        return at.plusNanos(1);
    }

    /** Whether it ends because an outage begins, so soon that this may have been learnt after the observer saw it. */
    private static boolean isLearntLate(Mistake mistake, List<Outage> outages) {
        Instant until = mistake.until();
        return until != null
                && Duration.between(mistake.from(), until).compareTo(LEARNT_LATE) < 0
                && outages.stream()
                        .anyMatch(outage -> outage.node().equals(mistake.lane().subject())
                                && outage.from().equals(until));
    }

    private static boolean overlaps(Mistake mistake, Instant from, Instant end) {
        Instant until = mistake.until();
        return !mistake.from().isAfter(end) && (until == null || until.isAfter(from));
    }

    /**
     * A detector without a bound of its own has that of {@link DetectorKind#TIMEOUT}. Behind a cut link, other nodes
     * still reach the subject for {@link DetectorKind#SWIM}: that up is right.
     */
    private static boolean isMissed(Detection detection, Quality quality) {
        DetectorKind detector = detection.lane().detector();
        Failure failure = detection.outage().kind();
        boolean isReachable = detector == DetectorKind.SWIM && failure == Failure.CUT;
        return !isReachable
                && DetectionBound.predicted(detector, failure, quality.settings())
                        .or(() -> DetectionBound.predicted(DetectorKind.TIMEOUT, failure, quality.settings()))
                        .filter(bound -> detection.result(bound, quality.tolerance()) == DetectionResult.MISSED)
                        .isPresent();
    }

    /** Whether every node was well, so that the incident was a false alarm. */
    public boolean isFalseAlarm() {
        return outages.isEmpty();
    }

    /** The detectors that were wrong in this way, in display order. */
    public Collection<DetectorKind> wrong(Kind kind) {
        Set<DetectorKind> kinds = EnumSet.noneOf(DetectorKind.class);
        wrong.stream()
                .filter(one -> one.kind() == kind)
                .forEach(one -> kinds.add(one.detector().detector()));
        return kinds;
    }
}
