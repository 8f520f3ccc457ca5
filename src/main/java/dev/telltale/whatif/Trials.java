package dev.telltale.whatif;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.replay.ReplaySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The settings that are tried on a recording. */
final class Trials {
    /** Timeouts, in intervals: dense where a missed heartbeat decides. */
    private static final double[] TIMEOUTS = {1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20};

    private static final int[] INTERVAL_MULTIPLES = {1, 2, 4};
    /** Hayashibara et al. (SRDS 2004) saw the gains of phi between 0.5 and 2, and again between 8 and 12. */
    private static final double[] PHI_THRESHOLDS = {1, 2, 4, 6, 8, 10, 12, 16};

    private static final List<DetectorKind> BY_TIMEOUT = List.of(DetectorKind.EVIDENCE, DetectorKind.TIMEOUT);

    private Trials() {}

    /** For a goal; a larger interval is a multiple of the recorded one. Without swim, which needs a real failure. */
    static List<Trial> of(ReplaySettings recorded, Duration detectWithin) {
        List<Trial> trials = new ArrayList<>();
        Duration unit = recorded.heartbeat().interval();
        for (int multiple : INTERVAL_MULTIPLES) {
            Duration interval = unit.multipliedBy(multiple);
            if (interval.compareTo(HeartbeatSettings.MAX_INTERVAL) <= 0
                    && (multiple == 1 || interval.compareTo(detectWithin) < 0)) {
                NavigableSet<Duration> timeouts = new TreeSet<>(
                        List.of(recorded.heartbeat().timeout(), detectWithin, detectWithin.minus(interval)));
                multiples(interval).stream()
                        .filter(timeout -> timeout.compareTo(detectWithin.multipliedBy(2)) <= 0)
                        .forEach(timeouts::add);
                trials.addAll(byTimeout(recorded, interval, timeouts, BY_TIMEOUT));
            }
        }
        trials.addAll(ofPhi(recorded, recorded.heartbeat(), List.of()));
        return trials;
    }

    /**
     * For a curve: the recorded setting first, if it has this interval.
     *
     * @param multiple the interval of all trials, in recorded intervals
     * @param hasFailure whether swim can be measured
     */
    static List<Trial> ofCurve(ReplaySettings recorded, int multiple, boolean hasFailure) {
        HeartbeatSettings own = recorded.heartbeat();
        Duration interval = own.interval().multipliedBy(multiple);
        if (interval.compareTo(HeartbeatSettings.MAX_INTERVAL) > 0) {
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        if (multiple == 1) {
            trials.add(new Trial(recorded, hasFailure ? DetectorKind.ALL : DetectorKind.ALL.subList(0, 3)));
        }
        NavigableSet<Duration> timeouts = new TreeSet<>(multiples(interval));
        timeouts.add(own.timeout());
        List<Trial> rest = new ArrayList<>(byTimeout(recorded, interval, timeouts, BY_TIMEOUT));
        // Phi needs a timeout, half of which is its acceptable pause.
        Duration timeout = own.timeout().compareTo(interval) > 0 ? own.timeout() : interval.multipliedBy(2);
        rest.addAll(ofPhi(
                recorded,
                new HeartbeatSettings(interval, timeout),
                List.of(recorded.detection().phiThreshold())));
        if (hasFailure) {
            rest.addAll(byTimeout(recorded, interval, timeouts, List.of(DetectorKind.SWIM)));
        }
        rest.removeIf(trial -> isRecorded(trial.settings(), recorded));
        // Every second one first, so that the whole curve shows soon.
        for (int first : new int[] {0, 1}) {
            for (int i = first; i < rest.size(); i += 2) {
                trials.add(rest.get(i));
            }
        }
        return trials;
    }

    /** Whether these are the recorded settings, whichever detector decides. */
    static boolean isRecorded(ReplaySettings settings, ReplaySettings recorded) {
        return settings.heartbeat().equals(recorded.heartbeat())
                && settings.detection()
                        .withDeciding(recorded.detection().deciding())
                        .equals(recorded.detection());
    }

    private static List<Duration> multiples(Duration interval) {
        List<Duration> timeouts = new ArrayList<>();
        for (double intervals : TIMEOUTS) {
            timeouts.add(Duration.ofMillis(Math.round(interval.toMillis() * intervals)));
        }
        return timeouts;
    }

    private static List<Trial> byTimeout(
            ReplaySettings recorded, Duration interval, Collection<Duration> timeouts, List<DetectorKind> kinds) {
        DetectionSettings detection = deciding(recorded.detection(), kinds);
        return timeouts.stream()
                .filter(timeout ->
                        timeout.compareTo(interval) > 0 && timeout.compareTo(HeartbeatSettings.MAX_TIMEOUT) <= 0)
                .map(timeout ->
                        new Trial(new ReplaySettings(new HeartbeatSettings(interval, timeout), detection), kinds))
                .toList();
    }

    private static List<Trial> ofPhi(ReplaySettings recorded, HeartbeatSettings heartbeat, List<Double> more) {
        List<DetectorKind> kinds = List.of(DetectorKind.PHI);
        NavigableSet<Double> thresholds = new TreeSet<>(more);
        for (double threshold : PHI_THRESHOLDS) {
            thresholds.add(threshold);
        }
        return thresholds.stream()
                .map(threshold -> new Trial(
                        new ReplaySettings(heartbeat, withPhi(deciding(recorded.detection(), kinds), threshold)),
                        kinds))
                .toList();
    }

    /** One of the detectors decides, so that no other one has to run. */
    private static DetectionSettings deciding(DetectionSettings detection, List<DetectorKind> kinds) {
        return kinds.contains(detection.deciding()) ? detection : detection.withDeciding(kinds.get(0));
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
