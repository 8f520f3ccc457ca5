package dev.telltale.node;

import dev.telltale.model.NodeId;

/** Asks a peer for its heartbeat. Never blocks; the end of the attempt arrives in the inbox, once, within the deadline. */
@FunctionalInterface
public interface HeartbeatAsker {
    void ask(NodeId peer);
}
