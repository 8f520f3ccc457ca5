package dev.telltale.soak;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectionResult;
import dev.telltale.qos.Mistake;
import dev.telltale.qos.Quality;
import dev.telltale.scenario.run.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the guarantees in one round: a subject is down only during or shortly after an outage, and a failure is
 * detected within its bound. The {@code evidence} and {@code timeout} detectors guarantee this; of the others only
 * false alarms are counted.
 */
final class InvariantChecker {
    private final Recording recording;
    private final HeartbeatSettings heartbeat;
    private final Duration tolerance;
    private final ExplainedVerdicts explained;
    private final List<String> violations = new ArrayList<>();
    private final Map<DetectorKind, Integer> falseAlarms = new EnumMap<>(DetectorKind.class);
    private int checked;
    private int lateByLaggingObserver;

    /**
     * Checks everything in the constructor.
     *
     * @param tolerance added to the bounds, for delays of the machine
     */
    InvariantChecker(Recording recording, Quality quality, HeartbeatSettings heartbeat, Duration tolerance) {
        this.recording = recording;
        this.heartbeat = heartbeat;
        this.tolerance = tolerance;
        explained = new ExplainedVerdicts(recording.incidents(), heartbeat, tolerance);
        quality.mistakes().forEach(this::check);
        quality.detections().forEach(this::check);
    }

    /** One sentence for each violation. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many detections were checked against a bound. */
    int checked() {
        return checked;
    }

    /** How many detections were late, by an observer that reported that it lagged itself. They are no violations. */
    int lateByLaggingObserver() {
        return lateByLaggingObserver;
    }

    /** Downs that nothing explains, by detector. */
    Map<DetectorKind, Integer> falseAlarms() {
        return Map.copyOf(falseAlarms);
    }

    private void check(Mistake mistake) {
        DetectorKind detector = mistake.lane().detector();
        if (explained.explainsDown(mistake.lane(), mistake.from())) {
            return;
        }
        falseAlarms.merge(detector, 1, Integer::sum);
        if (isGuaranteed(detector)) {
            violations.add(String.format(
                    Locale.ROOT,
                    "false alarm: %s reported %s down (%s) at %.3f s, which no injected fault explains",
                    mistake.lane().observer(),
                    mistake.lane().subject(),
                    detector.id(),
                    seconds(mistake.from())));
        }
    }

    private static boolean isGuaranteed(DetectorKind detector) {
        return detector == DetectorKind.EVIDENCE || detector == DetectorKind.TIMEOUT;
    }

    private void check(Detection detection) {
        Instant failure = detection.outage().from();
        Optional<DetectionBound> bound = DetectionBound.predicted(
                detection.lane().detector(), detection.outage().kind(), heartbeat);
        if (bound.isEmpty() || !explained.mustDetect(detection.lane(), failure, failure.plus(detection.watched()))) {
            return;
        }
        DetectionResult result = detection.result(bound.get(), tolerance);
        boolean isLate = result == DetectionResult.LATE || result == DetectionResult.MISSED;
        if (isLate
                && recording.wasLagging(
                        detection.lane().observer(), failure, failure.plus(detection.watched()), heartbeat)) {
            lateByLaggingObserver++;
            return;
        }
        if (isLate) {
            Duration took = detection.detectionTime();
            violations.add(String.format(
                    Locale.ROOT,
                    "%s: %s of %s at %.3f s, by %s (%s)%s",
                    took == null ? "not detected" : "detected late",
                    detection.outage().kind().label(),
                    detection.lane().subject(),
                    seconds(failure),
                    detection.lane().observer(),
                    detection.lane().detector().id(),
                    took == null ? "" : " after " + took.toMillis() + " ms"));
        }
        checked += result == DetectionResult.TOO_SHORT ? 0 : 1;
    }

    private double seconds(Instant at) {
        return Duration.between(recording.start(), at).toNanos() / 1e9;
    }
}
