package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.NodeId;

/** Sends requests to peers. Never blocks. Each request puts exactly one result into the inbox before its deadline. */
public interface PeerTransport {
    /** Starts an attempt at a peer. The result is a {@link NodeEvent.AttemptCompleted}. */
    void requestHeartbeat(NodeId peer);

    /** Requests an indirect probe of the subject from a helper. The result is a {@link NodeEvent.ProbeCompleted}. */
    void requestProbe(NodeId helper, NodeId subject);

    /** Responds to the probe request with this ticket. No result follows. */
    void sendProbeResponse(long ticket, Attempt attempt);
}
