package dev.telltale.soak;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectionBounds;
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
 * The promises, held against one round: whoever is called down is, or was so lately that nobody need know better; and a
 * failure is noticed in its band. Both of the detectors that promise it; the others are counted.
 */
final class InvariantChecker {
    private final Recording recording;
    private final HeartbeatSettings heartbeat;
    private final Duration tolerance;
    private final ExplainedVerdicts excuses;
    private final List<String> broken = new ArrayList<>();
    private final Map<DetectorKind, Integer> alarms = new EnumMap<>(DetectorKind.class);
    private int judged;
    private int excused;

    /**
     * Judges at once.
     *
     * @param tolerance for what the machine adds to the bands
     */
    InvariantChecker(Recording recording, Quality quality, HeartbeatSettings heartbeat, Duration tolerance) {
        this.recording = recording;
        this.heartbeat = heartbeat;
        this.tolerance = tolerance;
        excuses = new ExplainedVerdicts(recording, heartbeat, tolerance);
        quality.mistakes().forEach(this::judge);
        quality.detections().forEach(this::judge);
    }

    /** One sentence for each promise that was not kept. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** How many detections had a band to fall into. */
    int judged() {
        return judged;
    }

    /** How many were late, by an observer that said that it was late itself: it blames nobody for that time. */
    int excused() {
        return excused;
    }

    /** How often each detector called somebody down whom nothing explains. */
    Map<DetectorKind, Integer> alarms() {
        return Map.copyOf(alarms);
    }

    private void judge(Mistake mistake) {
        DetectorKind detector = mistake.lane().detector();
        if (excuses.explainDown(mistake.lane(), mistake.from())) {
            return;
        }
        alarms.merge(detector, 1, Integer::sum);
        if (isPromised(detector)) {
            broken.add(String.format(
                    Locale.ROOT,
                    "false alarm: %s said %s down under %s at %.3f s, which nothing that was done explains",
                    mistake.lane().observer(),
                    mistake.lane().subject(),
                    detector.word(),
                    seconds(mistake.from())));
        }
    }

    private static boolean isPromised(DetectorKind detector) {
        return detector == DetectorKind.EVIDENCE || detector == DetectorKind.TIMEOUT;
    }

    private void judge(Detection detection) {
        Instant failure = detection.outage().from();
        Optional<DetectionBound> band = DetectionBounds.predicted(
                detection.lane().detector(), detection.outage().kind(), heartbeat);
        if (band.isEmpty() || !excuses.couldNotice(detection.lane(), failure, failure.plus(detection.watched()))) {
            return;
        }
        DetectionResult judgement = detection.judgement(band.get(), tolerance);
        boolean isLate = judgement == DetectionResult.LATE || judgement == DetectionResult.MISSED;
        if (isLate
                && recording.wasLate(
                        detection.lane().observer(), failure, failure.plus(detection.watched()), heartbeat)) {
            excused++;
            return;
        }
        if (isLate) {
            Duration took = detection.detectionTime();
            broken.add(String.format(
                    Locale.ROOT,
                    "%s: %s %s at %.3f s, and %s said down under %s %s",
                    judgement == DetectionResult.LATE ? "noticed late" : "not noticed",
                    detection.lane().subject(),
                    detection.outage().kind().word(),
                    seconds(failure),
                    detection.lane().observer(),
                    detection.lane().detector().word(),
                    took == null ? "never" : "after " + took.toMillis() + " ms"));
        }
        judged += judgement == DetectionResult.TOO_SHORT ? 0 : 1;
    }

    private double seconds(Instant at) {
        return Duration.between(recording.start(), at).toNanos() / 1e9;
    }
}
