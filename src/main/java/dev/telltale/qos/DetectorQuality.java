package dev.telltale.qos;

import dev.telltale.groundtruth.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one lane did in the window.
 *
 * @param starvations times in which a subject that lives was called down, and was heard again and lacked processor time for
 *     most of its silence: neither a mistake nor a detection
 * @param well how long subject and observer were both well, recovery not counted: what P_A is a share of
 * @param wrong how much of that the subject was called down
 */
public record DetectorQuality(
        DetectorKey lane,
        List<Detection> detections,
        List<Mistake> mistakes,
        List<Mistake> starvations,
        List<Recovery> recoveries,
        Duration well,
        Duration wrong) {
    public DetectorQuality {
        detections = List.copyOf(detections);
        mistakes = List.copyOf(mistakes);
        starvations = List.copyOf(starvations);
        recoveries = List.copyOf(recoveries);
    }

    /** Chen's P_A of several lanes, each weighed by its time; null if that is none. */
    static @Nullable Double accuracy(List<DetectorQuality> lanes) {
        long wellNanos = lanes.stream().mapToLong(lane -> lane.well.toNanos()).sum();
        long wrongNanos = lanes.stream().mapToLong(lane -> lane.wrong.toNanos()).sum();
        return wellNanos == 0 ? null : (double) (wellNanos - wrongNanos) / wellNanos;
    }

    DetectorQuality only(List<Failure> kinds) {
        return new DetectorQuality(
                lane,
                detections.stream()
                        .filter(detection -> kinds.contains(detection.outage().kind()))
                        .toList(),
                mistakes,
                starvations,
                recoveries.stream()
                        .filter(recovery -> kinds.contains(recovery.outage().kind()))
                        .toList(),
                well,
                wrong);
    }
}
