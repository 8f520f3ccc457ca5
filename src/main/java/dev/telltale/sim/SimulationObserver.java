package dev.telltale.sim;

import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import java.util.List;

/** Sees everything that brains are told and say. */
public interface SimulationObserver {
    /** A new life of the node begins; its first tick follows. */
    default void started(int node) {}

    /** After every tick. The step's messages are on their way already. */
    void ticked(int node, List<NodeEvent> signals, NodeStateMachine.TickResult step);
}
