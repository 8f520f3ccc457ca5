package dev.telltale.sim;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.Summary;
import java.util.List;
import java.util.Map;

/**
 * Result of a simulation.
 *
 * @param events number of arrived messages and wake-ups since the start
 * @param messagesPerNodeAndSecond requests and responses sent in the measured time
 */
public record SimulationResult(
        List<Outage> outages, Map<DetectorKind, Summary> summaries, long events, double messagesPerNodeAndSecond) {
    public SimulationResult {
        outages = List.copyOf(outages);
        summaries = Map.copyOf(summaries);
    }
}
