package dev.telltale.node;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tick of a node as it happened: what it was told and what it asked. The ticks of a node in their order are enough
 * to repeat its verdicts, with its own or with other settings of the detectors. A tick that had no event, asked nothing,
 * was not late and changed no verdict is left out of a trace.
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

    /**
     * The trace of a tick, without the events that change no verdict.
     *
     * @param events all that the node was told
     * @return null if the tick is left out
     */
    public static @Nullable TickTrace of(List<NodeEvent> events, ClockReading at, TickResult result) {
        List<NodeEvent> told = events;
        for (NodeEvent event : events) {
            if (event.isHint()) {
                told = withoutHints(events);
                break;
            }
        }
        boolean isLeftOut = told.isEmpty()
                && result.requests().isEmpty()
                && result.probes().isEmpty()
                && result.lateNanos() == 0
                && result.verdicts().isEmpty();
        return isLeftOut ? null : new TickTrace(at, result.lateNanos(), told, result.requests(), result.probes());
    }

    private static List<NodeEvent> withoutHints(List<NodeEvent> events) {
        List<NodeEvent> told = new ArrayList<>(events.size());
        for (NodeEvent event : events) {
            if (!event.isHint()) {
                told.add(event);
            }
        }
        return told;
    }
}
