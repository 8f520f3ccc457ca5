package dev.telltale.sim;

import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import java.util.List;

/** Is called with all inputs and outputs of the node state machines. */
@FunctionalInterface
public interface SimulationObserver {
    /** A new incarnation of the node starts; its first tick follows. */
    default void started(int node) {}

    /** Called after every tick, when its messages have been sent. */
    void ticked(int node, List<NodeEvent> events, TickResult result);
}
