package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import java.util.List;

/**
 * The output of a tick of the node state machine.
 *
 * @param transitions changes of status, and restarts
 * @param verdicts changes of the verdicts of all detectors
 * @param requests peers to request a heartbeat from now
 * @param probes indirect probes to request now
 * @param probeResponses responses to send now
 * @param wakeInNanos maximum time until the next tick, in nanoseconds; never negative
 * @param lateNanos how late the tick itself was, a pause included; 0 within the tolerance
 * @param pausedNanos for how long the observer itself was paused; 0 if it was not
 * @param isIdle whether nothing happened and nothing was due: a trace may leave the tick out
 */
public record TickResult(
        List<Transition> transitions,
        List<VerdictChange> verdicts,
        List<NodeId> requests,
        List<Probe> probes,
        List<ProbeResponse> probeResponses,
        long wakeInNanos,
        long lateNanos,
        long pausedNanos,
        boolean isIdle) {

    /** A request to a helper for an indirect probe of a subject. */
    public record Probe(NodeId helper, NodeId subject) {}

    /** The response to the probe request with this ticket. */
    public record ProbeResponse(long ticket, Attempt attempt) {}
}
