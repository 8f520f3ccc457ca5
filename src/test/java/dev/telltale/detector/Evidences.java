package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;

/** Evidence and detectors as the tests of this package use them; the clock wraps in the middle of each test. */
final class Evidences {
    static final HeartbeatSettings SETTINGS = new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    static final DetectionSettings DETECTION = DetectionSettings.DEFAULT;
    private static final long START = Long.MAX_VALUE - 1_000_000_000L;

    private Evidences() {}

    static Detector detector(DetectorKind kind) {
        return detector(kind, DETECTION);
    }

    static Detector detector(DetectorKind kind, DetectionSettings detection) {
        return Detectors.of(kind, SETTINGS, detection, new Awareness(), at(0));
    }

    static Attempt attempt(Evidence evidence, long millis) {
        return attempt(evidence, millis, 1L);
    }

    static Attempt attempt(Evidence evidence, long millis, long incarnation) {
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        Long heard = evidence == Evidence.OK || evidence == Evidence.LEFT ? incarnation : null;
        return new Attempt(new NodeId("peer"), evidence, at(millis), Duration.ofMillis(1), heard, error);
    }

    static Status statusAt(Detector detector, long millis) {
        return detector.outlook().statusAt(at(millis).nanos());
    }

    static Moment at(long millis) {
        return new Moment(START + millis * 1_000_000, Instant.EPOCH.plusMillis(millis));
    }
}
