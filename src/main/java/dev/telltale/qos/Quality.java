package dev.telltale.qos;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures of all lanes of a run.
 *
 * @param lanes in the order of their histories
 * @param settings the nodes' settings, from which the detection bounds follow
 * @param tolerance added to the upper bounds, zero or more
 */
public record Quality(GroundTruth truth, List<DetectorQuality> lanes, HeartbeatSettings settings, Duration tolerance) {
    public Quality {
        lanes = List.copyOf(lanes);
    }

    /**
     * Measures each lane that has a history. A lane whose status never changed needs a history without changes.
     *
     * @throws IllegalArgumentException if two histories are of the same lane
     */
    public static Quality of(
            GroundTruth truth, Collection<StatusHistory> histories, HeartbeatSettings settings, Duration tolerance) {
        Set<DetectorKey> seen = new HashSet<>();
        for (StatusHistory history : histories) {
            if (!seen.add(history.lane())) {
                throw new IllegalArgumentException("a lane has one history, found two of " + history.lane());
            }
        }
        List<DetectorQuality> lanes = histories.stream()
                .map(history -> DetectorMeasure.of(truth, history))
                .toList();
        return new Quality(truth, lanes, settings, tolerance);
    }

    /**
     * The measures of this window and of a later one, whose lanes stay apart: what is between them counts nowhere. An
     * outage in which a window ends is measured up to that end.
     */
    public Quality and(Quality later) {
        return new Quality(
                truth.and(later.truth),
                Stream.concat(lanes.stream(), later.lanes.stream()).toList(),
                later.settings,
                later.tolerance);
    }

    /** The same for these failures only. Mistakes and P_A are unchanged: they concern subjects that are in service. */
    public Quality only(Failure... kinds) {
        List<Failure> wanted = List.of(kinds);
        return new Quality(truth, lanes.stream().map(lane -> lane.only(wanted)).toList(), settings, tolerance);
    }

    public List<Detection> detections() {
        return lanes.stream().flatMap(lane -> lane.detections().stream()).toList();
    }

    public List<Mistake> mistakes() {
        return lanes.stream().flatMap(lane -> lane.mistakes().stream()).toList();
    }

    public List<Recovery> recoveries() {
        return lanes.stream().flatMap(lane -> lane.recoveries().stream()).toList();
    }

    /** One for each outage and detector for which at least one observer ran throughout. */
    public List<Agreement> agreements() {
        return agreements(lanes);
    }

    /** Summary by detector, for detectors with at least one lane. */
    public Map<DetectorKind, Summary> summaries() {
        Map<DetectorKind, List<DetectorQuality>> groups = new EnumMap<>(DetectorKind.class);
        lanes.forEach(lane -> groups.computeIfAbsent(lane.lane().detector(), kind -> new ArrayList<>())
                .add(lane));
        Map<DetectorKind, Summary> summaries = new EnumMap<>(DetectorKind.class);
        groups.forEach((kind, group) -> summaries.put(kind, summary(group)));
        return Collections.unmodifiableMap(summaries);
    }

    private List<Agreement> agreements(List<DetectorQuality> group) {
        record Key(Outage outage, DetectorKind detector) {}
        Map<Key, List<Detection>> groups = new LinkedHashMap<>();
        for (DetectorQuality lane : group) {
            for (Detection detection : lane.detections()) {
                if (isWatchedThroughout(detection)) {
                    var key = new Key(detection.outage(), lane.lane().detector());
                    groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(detection);
                }
            }
        }
        List<Agreement> agreements = new ArrayList<>();
        groups.forEach((key, detections) -> {
            List<Duration> times = times(detections);
            boolean isComplete = times.size() == detections.size();
            Duration time = isComplete ? Collections.max(times) : null;
            agreements.add(new Agreement(key.outage(), key.detector(), detections.size(), time));
        });
        return agreements;
    }

    private boolean isWatchedThroughout(Detection detection) {
        Outage outage = detection.outage();
        return detection.watched().equals(Duration.between(outage.from(), truth.endOf(outage)));
    }

    private Summary summary(List<DetectorQuality> group) {
        List<Detection> detections =
                group.stream().flatMap(lane -> lane.detections().stream()).toList();
        return new Summary(
                (int) detections.stream().map(Detection::outage).distinct().count(),
                DurationSummary.of(times(detections)),
                DurationSummary.of(agreements(group).stream()
                        .map(Agreement::time)
                        .filter(Objects::nonNull)
                        .toList()),
                MistakeSummary.of(group),
                DurationSummary.of(group.stream()
                        .flatMap(lane -> lane.recoveries().stream())
                        .map(Recovery::recoveryTime)
                        .filter(Objects::nonNull)
                        .toList()),
                DetectorQuality.accuracy(group),
                tally(detections));
    }

    private static List<Duration> times(List<Detection> detections) {
        return detections.stream()
                .map(Detection::detectionTime)
                .filter(Objects::nonNull)
                .toList();
    }

    private DetectionTally tally(List<Detection> detections) {
        Map<DetectionResult, Integer> counts = new EnumMap<>(DetectionResult.class);
        int withoutBound = 0;
        int early = 0;
        for (Detection detection : detections) {
            Optional<DetectionBound> bound = bound(detection);
            if (bound.isEmpty()) {
                withoutBound++;
                continue;
            }
            counts.merge(detection.result(bound.get(), tolerance), 1, Integer::sum);
            early += detection.isEarly(bound.get()) ? 1 : 0;
        }
        return new DetectionTally(
                counts.getOrDefault(DetectionResult.RIGHT, 0),
                counts.getOrDefault(DetectionResult.LATE, 0),
                counts.getOrDefault(DetectionResult.MISSED, 0),
                counts.getOrDefault(DetectionResult.TOO_SHORT, 0),
                withoutBound,
                early);
    }

    private Optional<DetectionBound> bound(Detection detection) {
        return DetectionBound.predicted(
                detection.lane().detector(), detection.outage().kind(), settings);
    }
}
