package dev.telltale.trace;

import dev.telltale.node.TickTrace;
import java.util.List;

/**
 * A part of the trace of one process without a gap.
 *
 * @param isFromStart whether the first tick is the first one of the process; if not, the detectors' state before it is
 *     not known
 */
public record NodeTrace(TraceHeader header, List<TickTrace> ticks, boolean isFromStart) {
    public NodeTrace {
        ticks = List.copyOf(ticks);
    }
}
