package dev.telltale.sim;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import java.util.List;

/**
 * A cluster to be simulated.
 *
 * @param nodes 2 to {@link #MAX_NODES}
 * @param observers how many others watch each node, 1 to nodes - 1: the next ones, the nodes standing in a ring
 * @param kinds the detectors that run, the deciding one among them
 * @param seed the same is the same story
 */
public record SimulationSettings(
        int nodes,
        int observers,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        List<DetectorKind> kinds,
        VirtualNetwork network,
        long seed) {
    public static final int MAX_NODES = 10_000;

    public SimulationSettings {
        kinds = List.copyOf(kinds);
        if (nodes < 2 || nodes > MAX_NODES) {
            throw new IllegalArgumentException("a simulation has 2 to " + MAX_NODES + " nodes, found " + nodes);
        }
        if (observers < 1 || observers >= nodes) {
            throw new IllegalArgumentException(
                    "a node of " + nodes + " is watched by 1 to " + (nodes - 1) + " others, found " + observers);
        }
        if (!kinds.contains(detection.deciding())) {
            throw new IllegalArgumentException("the deciding detector must be among those that run");
        }
    }

    /** Pairs of an observer and a subject. */
    public long lanes() {
        return (long) nodes * observers;
    }
}
