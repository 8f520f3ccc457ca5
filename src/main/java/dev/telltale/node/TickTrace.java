package dev.telltale.node;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.List;

/**
 * One tick of a node as it happened: what it was told and what it asked. The ticks of a node in their order are enough
 * to repeat its verdicts, with its own or with other settings of the detectors. An idle tick is left out of a trace
 * ({@link TickResult#isIdle}), and no other one.
 *
 * @param lateNanos how late the tick was, a pause included; 0 within the tolerance
 * @param events what the node was told, in the order in which it was applied
 * @param requests peers of which a heartbeat was requested
 * @param probes indirect probes that were requested
 */
public record TickTrace(
        ClockReading at,
        long lateNanos,
        List<NodeEvent> events,
        List<NodeId> requests,
        List<TickResult.Probe> probes) {
    public TickTrace {
        events = List.copyOf(events);
        requests = List.copyOf(requests);
        probes = List.copyOf(probes);
    }

    /** The tick at this time, which was told these events and had this result. */
    public static TickTrace of(ClockReading at, List<NodeEvent> events, TickResult result) {
        return new TickTrace(at, result.lateNanos(), events, result.requests(), result.probes());
    }
}
