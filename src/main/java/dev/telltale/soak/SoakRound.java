package dev.telltale.soak;

import dev.telltale.model.DetectorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Result of one round.
 *
 * @param number of the round, from 1 on
 * @param faults number of injected faults
 * @param checked detections checked against a bound
 * @param lateByLaggingObserver late detections by observers that reported that they lagged; not in {@code checked}
 * @param falseAlarms downs that nothing explains, by detector
 * @param schedulingDelay the longest delay of a ready thread in the round
 * @param resources resource use of the largest node and of this program after the round; empty if not known
 * @param violations one sentence for each violation
 */
public record SoakRound(
        int number,
        int faults,
        int checked,
        int lateByLaggingObserver,
        Map<DetectorKind, Integer> falseAlarms,
        Duration schedulingDelay,
        String resources,
        List<String> violations) {
    public SoakRound {
        falseAlarms = Map.copyOf(falseAlarms);
        violations = List.copyOf(violations);
    }
}
