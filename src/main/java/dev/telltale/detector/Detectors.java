package dev.telltale.detector;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;

/** Makes a detector by its name. */
public final class Detectors {
    private Detectors() {}

    public static Detector of(
            DetectorKind kind,
            HeartbeatSettings settings,
            DetectionSettings detection,
            Awareness awareness,
            Moment start) {
        return switch (kind) {
            case EVIDENCE, TIMEOUT -> new SilenceDetector(kind, settings, detection, start);
            case PHI -> new PhiDetector(settings, detection, start);
            case SWIM -> new SwimDetector(settings, awareness, start);
        };
    }
}
