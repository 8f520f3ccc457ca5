package dev.telltale.detector;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.time.ClockReading;
import java.util.Collection;
import java.util.List;

/** Factory of detectors, and calculations that several of them share. */
public final class Detectors {
    /** Heartbeats arrive up to a tenth of the interval early, because of the jitter. */
    private static final double MIN_INTERVAL_SHARE = 0.9;

    private Detectors() {}

    /** The start of a silence, in nanoseconds, moved later by the observer's own lag; never later than {@code now}. */
    static long withoutLag(long lagNanos, long sinceNanos, ClockReading now) {
        return now.nanos() - Math.max(0, now.nanos() - sinceNanos - lagNanos);
    }

    /**
     * How long a new peer must have been heard before missed attempts make it suspect, in nanoseconds: one interval. A
     * starting process is slow, and so is its machine.
     */
    static long settlingNanos(HeartbeatSettings settings) {
        return (long) (MIN_INTERVAL_SHARE * settings.interval().toNanos());
    }

    /** Creates the detectors of one peer, one of each kind; arguments as below. */
    public static List<Detector> of(
            Collection<DetectorKind> kinds,
            HeartbeatSettings settings,
            DetectionSettings detection,
            LocalHealth localHealth,
            ClockReading start) {
        return kinds.stream()
                .map(kind -> of(kind, settings, detection, localHealth, start))
                .toList();
    }

    /** Creates a detector of the kind; {@code start} is the time from which an unheard peer counts as silent. */
    public static Detector of(
            DetectorKind kind,
            HeartbeatSettings settings,
            DetectionSettings detection,
            LocalHealth localHealth,
            ClockReading start) {
        return switch (kind) {
            case EVIDENCE, TIMEOUT -> new TimeoutDetector(kind, settings, detection, localHealth, start);
            case PHI -> new PhiDetector(settings, detection, localHealth, start);
            case SWIM -> new SwimDetector(settings, localHealth, start);
        };
    }
}
