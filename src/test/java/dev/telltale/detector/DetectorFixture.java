package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;

/** Creates detectors and attempts. Times are milliseconds from a start one second before the monotonic clock wraps. */
final class DetectorFixture {
    static final HeartbeatSettings SETTINGS = new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final long START_NANOS = Long.MAX_VALUE - 1_000_000_000L;

    private DetectorFixture() {}

    static Detector detector(DetectorKind kind) {
        return detector(kind, DetectionSettings.DEFAULT);
    }

    static Detector detector(DetectorKind kind, DetectionSettings detection) {
        return Detectors.of(kind, SETTINGS, detection, new LocalHealth(), at(0));
    }

    /** Gives the detector a first heartbeat one interval before time 0, so that failed attempts count from then on. */
    static <D extends Detector> D settling(D detector) {
        detector.onAttempt(attempt(Evidence.OK, -2_000));
        return detector;
    }

    static Attempt attempt(Evidence evidence, long millis) {
        return attempt(evidence, millis, 1L);
    }

    static Attempt attempt(Evidence evidence, long millis, long incarnation) {
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        Long heard = evidence == Evidence.OK || evidence == Evidence.LEFT ? incarnation : null;
        return new Attempt(new NodeId("peer"), evidence, at(millis), Duration.ofMillis(1), heard, error, null);
    }

    static Status statusAt(Detector detector, long millis) {
        return detector.schedule().statusAt(at(millis).nanos());
    }

    static ClockReading at(long millis) {
        return new ClockReading(START_NANOS + millis * 1_000_000, Instant.EPOCH.plusMillis(millis));
    }
}
