package dev.telltale.detector;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.time.ClockReading;

/** Makes a detector by its name. */
public final class Detectors {
    /** Heartbeats come up to a tenth of the interval early. */
    private static final double REGULAR = 0.9;

    private Detectors() {}

    /** The same silence, with what the observer was late taken from it; it never begins later than now. */
    static long without(long lateNanos, long sinceNanos, ClockReading now) {
        return now.nanos() - Math.max(0, now.nanos() - sinceNanos - lateNanos);
    }

    /**
     * How long a new peer must have been heard before missed attempts make it suspect, in nanoseconds: one interval. A
     * process that starts is slow, and so is its machine.
     */
    static long settledNanos(HeartbeatSettings settings) {
        return (long) (REGULAR * settings.interval().toNanos());
    }

    public static Detector of(
            DetectorKind kind,
            HeartbeatSettings settings,
            DetectionSettings detection,
            LocalHealth awareness,
            ClockReading start) {
        return switch (kind) {
            case EVIDENCE, TIMEOUT -> new TimeoutDetector(kind, settings, detection, awareness, start);
            case PHI -> new PhiDetector(settings, detection, awareness, start);
            case SWIM -> new SwimDetector(settings, awareness, start);
        };
    }
}
