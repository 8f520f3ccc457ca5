package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.NodeId;

/** A node's mouth. Never blocks; what comes of a question arrives in the inbox, once, within a bound. */
public interface PeerTransport {
    /** Asks a peer for its heartbeat, within the deadline of an attempt. */
    void ask(NodeId peer);

    /** Asks a helper to ask the subject. */
    void probe(NodeId helper, NodeId subject);

    /** Tells who asked with this ticket how the attempt ended. */
    void answer(long ticket, Attempt attempt);
}
