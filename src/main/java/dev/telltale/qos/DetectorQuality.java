package dev.telltale.qos;

import dev.telltale.groundtruth.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures of one lane in the window.
 *
 * @param starvations downs of a running subject that was later heard again and had lacked processor time for most
 *     of its silence; neither mistakes nor detections
 * @param healthyTime how long subject and observer were both in service, without recovery times; P_A is a share of it
 * @param mistakenTime how much of it the subject was down by mistake
 */
public record DetectorQuality(
        DetectorKey lane,
        List<Detection> detections,
        List<Mistake> mistakes,
        List<Mistake> starvations,
        List<Recovery> recoveries,
        Duration healthyTime,
        Duration mistakenTime) {
    public DetectorQuality {
        detections = List.copyOf(detections);
        mistakes = List.copyOf(mistakes);
        starvations = List.copyOf(starvations);
        recoveries = List.copyOf(recoveries);
    }

    /** Chen's P_A of several lanes, 0 to 1, weighted by their healthy time; null if that is zero. */
    static @Nullable Double accuracy(List<DetectorQuality> lanes) {
        long healthyNanos =
                lanes.stream().mapToLong(lane -> lane.healthyTime.toNanos()).sum();
        long mistakenNanos =
                lanes.stream().mapToLong(lane -> lane.mistakenTime.toNanos()).sum();
        return healthyNanos == 0 ? null : (double) (healthyNanos - mistakenNanos) / healthyNanos;
    }

    /** The same with detections and recoveries of these failures only. */
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
                healthyTime,
                mistakenTime);
    }
}
