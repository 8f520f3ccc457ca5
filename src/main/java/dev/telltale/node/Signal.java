package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.NodeId;

/** What the I/O threads tell the brain. */
public sealed interface Signal {

    /** An attempt ended; every {@link HeartbeatAsker#ask} leads to exactly one. */
    record Ended(Attempt attempt) implements Signal {}

    /** The idle connection to the peer broke: perhaps its process died. */
    record Lost(NodeId peer) implements Signal {}

    /** Somebody who says that he is this peer asked for our heartbeat: a reason to ask back, and no more than that. */
    record Knocked(NodeId peer) implements Signal {}
}
