package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.tune.Candidate;
import java.time.Duration;

/**
 * A position of the sliders: one detector and its setting, on top of the recorded settings.
 *
 * @param multiple the interval, in recorded ones, 1 or more
 * @param failures failed attempts until suspect; phi has no use for it
 */
public record TriedSetting(DetectorKind detector, int multiple, Duration timeout, int failures, double phi) {
    /** The shortest timeout, in intervals: a shorter one would call every peer down between two heartbeats. */
    private static final double MIN_TIMEOUT = 1.05;

    private static final double SHORT_TIMEOUT = 1.5;

    /** The recorded setting of a detector. */
    static TriedSetting recorded(DetectorKind detector, ReplaySettings recorded) {
        return new TriedSetting(
                detector,
                1,
                recorded.heartbeat().timeout(),
                recorded.detection().failureThreshold(),
                recorded.detection().phiThreshold());
    }

    /** The setting of a candidate, whose interval is a multiple of the recorded one. */
    static TriedSetting of(Candidate candidate, ReplaySettings recorded) {
        return new TriedSetting(
                candidate.detection().deciding(),
                (int) candidate
                        .heartbeat()
                        .interval()
                        .dividedBy(recorded.heartbeat().interval()),
                candidate.heartbeat().timeout(),
                candidate.detection().failureThreshold(),
                candidate.detection().phiThreshold());
    }

    public TriedSetting withDetector(DetectorKind other) {
        return new TriedSetting(other, multiple, timeout, failures, phi);
    }

    /** With another interval; the timeout grows if it would not be longer. */
    public TriedSetting withMultiple(int other, ReplaySettings recorded) {
        Duration interval = recorded.heartbeat().interval().multipliedBy(other);
        boolean isLonger = timeout.compareTo(minTimeout(interval)) >= 0;
        Duration kept = isLonger ? timeout : Duration.ofMillis(Math.round(interval.toMillis() * SHORT_TIMEOUT));
        return new TriedSetting(detector, other, kept, failures, phi);
    }

    public TriedSetting withTimeout(Duration other) {
        return new TriedSetting(detector, multiple, other, failures, phi);
    }

    public TriedSetting withFailures(int other) {
        return new TriedSetting(detector, multiple, timeout, other, phi);
    }

    public TriedSetting withPhi(double other) {
        return new TriedSetting(detector, multiple, timeout, failures, other);
    }

    static Duration minTimeout(Duration interval) {
        return Duration.ofMillis((long) Math.ceil(interval.toMillis() * MIN_TIMEOUT));
    }

    /** The settings of a node. */
    ReplaySettings settings(ReplaySettings recorded) {
        DetectionSettings detection = recorded.detection();
        return new ReplaySettings(
                new HeartbeatSettings(recorded.heartbeat().interval().multipliedBy(multiple), timeout),
                new DetectionSettings(
                        detector,
                        failures,
                        detection.successThreshold(),
                        detection.flapWindow(),
                        phi,
                        detection.indirectProbes()));
    }

    /** "timeout 3 s", "phi 8, every 4 s, timeout 10 s", "evidence 5 s, 2 failures". */
    String label(ReplaySettings recorded) {
        var label = new StringBuilder(detector.id()).append(' ');
        if (detector == DetectorKind.PHI) {
            label.append(LocaleFormat.rounded(phi, 1)).append(", timeout ");
        }
        label.append(DurationFormat.setting(timeout));
        if (multiple > 1) {
            label.append(", every ")
                    .append(DurationFormat.setting(
                            recorded.heartbeat().interval().multipliedBy(multiple)));
        }
        boolean countsFailures = detector == DetectorKind.EVIDENCE || detector == DetectorKind.TIMEOUT;
        if (countsFailures && failures != recorded.detection().failureThreshold()) {
            label.append(", suspect after ").append(failures).append(failures == 1 ? " failure" : " failures");
        }
        return label.toString();
    }
}
