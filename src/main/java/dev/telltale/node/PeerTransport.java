package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.NodeId;

/**
 * Sends heartbeat and probe requests to peers, and the responses to their probe requests. Never blocks. A heartbeat
 * request puts one result into the inbox, at its deadline at the latest unless the I/O thread is late; a probe result is
 * dropped if the inbox is full. No result follows after the node is closed.
 */
public interface PeerTransport {
    /** Starts an attempt at a peer. The result is a {@link NodeEvent.AttemptCompleted}. */
    void requestHeartbeat(NodeId peer);

    /** Requests an indirect probe of the subject from a helper. The result is a {@link NodeEvent.ProbeCompleted}. */
    void requestProbe(NodeId helper, NodeId subject);

    /** Responds to the probe request with this ticket. No result follows. */
    void sendProbeResponse(long ticket, Attempt attempt);
}
