package dev.telltale.sim;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.Summary;
import java.util.List;
import java.util.Map;

/**
 * What came of a simulation.
 *
 * @param events messages that arrived and wake-ups, from the first start on
 * @param messagesPerNodeAndSecond sent in the measured time, questions and answers
 */
public record SimulationResult(
        List<Outage> outages, Map<DetectorKind, Summary> summaries, long events, double messagesPerNodeAndSecond) {
    public SimulationResult {
        outages = List.copyOf(outages);
        summaries = Map.copyOf(summaries);
    }
}
