package dev.telltale.tune;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.DurationSummary;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One setting, and what a replay of the recording says of it.
 *
 * @param heartbeat the interval, a multiple of the recorded one, and the timeout
 * @param detection with the detector that decides, and its threshold
 * @param detectionTime T_D of all detections, virtual crashes included; at least one
 * @param isExact whether the replay gives the verdicts that the cluster itself would have given
 * @param fidelity the same for people, with the reason: "exact", "approximate: arrivals are thinned"
 */
public record Candidate(
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        MistakeRecord mistakes,
        DurationSummary detectionTime,
        boolean isExact,
        String fidelity) {
    public Candidate {
        if (detectionTime.count() == 0) {
            throw new IllegalArgumentException("a candidate needs a detection time, found none for "
                    + detection.deciding().id() + " with a timeout of "
                    + heartbeat.timeout().toMillis() + " ms");
        }
    }

    DetectorKind detector() {
        return detection.deciding();
    }

    /** The T_D that 99 of 100 detections do not exceed. */
    public Duration detectedWithin() {
        return known(detectionTime.p99());
    }

    /** The T_D that half of the detections do not exceed. */
    public Duration median() {
        return known(detectionTime.median());
    }

    Duration slowest() {
        return known(detectionTime.max());
    }

    private static Duration known(@Nullable Duration figure) {
        return figure == null ? Duration.ZERO : figure;
    }

    /** The setting for people: "timeout, every 500 ms, down after 2 s"; "phi, every 500 ms, threshold 8.0". */
    public String text() {
        String limit = detector() == DetectorKind.PHI
                ? "threshold " + LocaleFormat.rounded(detection.phiThreshold(), 1)
                : "down after " + DurationFormat.setting(heartbeat.timeout());
        return detector().id() + ", every " + DurationFormat.setting(heartbeat.interval()) + ", " + limit;
    }
}
