package dev.telltale.sim;

import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.time.ClockReading;
import java.util.List;

/** Is called with all inputs and outputs of the node state machines. */
@FunctionalInterface
public interface SimulationObserver {
    /** Ignores everything. */
    SimulationObserver NONE = (node, at, events, result) -> {};

    /** Calls both, in this order. */
    default SimulationObserver and(SimulationObserver next) {
        SimulationObserver first = this;
        return new SimulationObserver() {
            @Override
            public void started(int node, ClockReading at) {
                first.started(node, at);
                next.started(node, at);
            }

            @Override
            public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult result) {
                first.ticked(node, at, events, result);
                next.ticked(node, at, events, result);
            }
        };
    }

    /** A new incarnation of the node starts; its first tick follows. */
    default void started(int node, ClockReading at) {}

    /** Called after every tick, when its messages have been sent. The time is that on the clocks of the node. */
    void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult result);
}
