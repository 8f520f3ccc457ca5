package dev.telltale.whatif;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.replay.ReplaySettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The settings that are tried on a recording. */
final class Trials {
    /** Timeouts, in intervals: dense where a missed heartbeat decides. */
    private static final double[] TIMEOUTS = {1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20};

    private static final int[] INTERVAL_MULTIPLES = {1, 2, 4};
    /** Hayashibara et al. (SRDS 2004) saw the gains of phi between 0.5 and 2, and again between 8 and 12. */
    private static final double[] PHI_THRESHOLDS = {1, 2, 4, 6, 8, 10, 12, 16};

    private Trials() {}

    /** The settings, each with the detectors that it concerns; a larger interval is a multiple of the recorded one. */
    static Map<ReplaySettings, List<DetectorKind>> of(
            HeartbeatSettings recorded, DetectionSettings detection, Duration detectWithin) {
        Map<ReplaySettings, List<DetectorKind>> trials = new LinkedHashMap<>();
        for (int multiple : INTERVAL_MULTIPLES) {
            Duration interval = recorded.interval().multipliedBy(multiple);
            if (interval.compareTo(HeartbeatSettings.MAX_INTERVAL) <= 0
                    && (multiple == 1 || interval.compareTo(detectWithin) < 0)) {
                for (Duration timeout : timeouts(interval, recorded.timeout(), detectWithin)) {
                    trials.put(
                            new ReplaySettings(new HeartbeatSettings(interval, timeout), detection),
                            List.of(DetectorKind.EVIDENCE, DetectorKind.TIMEOUT));
                }
            }
        }
        for (double threshold : PHI_THRESHOLDS) {
            trials.put(new ReplaySettings(recorded, withPhi(detection, threshold)), List.of(DetectorKind.PHI));
        }
        return trials;
    }

    /** The recorded one, the longest that can meet the goal, and those of the table up to twice the goal. */
    private static SortedSet<Duration> timeouts(Duration interval, Duration recorded, Duration detectWithin) {
        SortedSet<Duration> timeouts = new TreeSet<>(List.of(recorded, detectWithin, detectWithin.minus(interval)));
        for (double intervals : TIMEOUTS) {
            Duration timeout = Duration.ofMillis(Math.round(interval.toMillis() * intervals));
            if (timeout.compareTo(detectWithin.multipliedBy(2)) <= 0) {
                timeouts.add(timeout);
            }
        }
        timeouts.removeIf(
                timeout -> timeout.compareTo(interval) <= 0 || timeout.compareTo(HeartbeatSettings.MAX_TIMEOUT) > 0);
        return timeouts;
    }

    private static DetectionSettings withPhi(DetectionSettings detection, double threshold) {
        return new DetectionSettings(
                detection.deciding(),
                detection.failureThreshold(),
                detection.successThreshold(),
                detection.flapWindow(),
                threshold,
                detection.indirectProbes());
    }
}
