package dev.telltale.soak;

import dev.telltale.model.DetectorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one round went.
 *
 * @param faults how many
 * @param judged how many detections had a time to keep
 * @param excused how many more came late from a node that said that it was late itself
 * @param alarms calls of down that nothing explains, by detector
 * @param lateness the longest that a thread waited for the machine meanwhile
 * @param figures what the largest node and this program hold after the round; empty where the system does not tell
 * @param broken one sentence for each promise that was not kept
 */
public record SoakRound(
        int number,
        int faults,
        int judged,
        int excused,
        Map<DetectorKind, Integer> alarms,
        Duration lateness,
        String figures,
        List<String> broken) {
    public SoakRound {
        alarms = Map.copyOf(alarms);
        broken = List.copyOf(broken);
    }
}
