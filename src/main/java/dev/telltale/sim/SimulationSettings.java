package dev.telltale.sim;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import java.util.List;

/**
 * Settings of a simulated cluster.
 *
 * @param nodes 2 to {@link #MAX_NODES}
 * @param observers number of observers of each node, 1 to nodes - 1: the next ones in a ring
 * @param detectors the detectors that run, the deciding one among them
 * @param seed the same seed gives the same run
 */
public record SimulationSettings(
        int nodes,
        int observers,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        List<DetectorKind> detectors,
        VirtualNetwork network,
        long seed) {
    public static final int MAX_NODES = 10_000;

    public SimulationSettings {
        detectors = List.copyOf(detectors);
        if (nodes < 2 || nodes > MAX_NODES) {
            throw new IllegalArgumentException("a simulation has 2 to " + MAX_NODES + " nodes, found " + nodes);
        }
        if (observers < 1 || observers >= nodes) {
            throw new IllegalArgumentException(
                    "a node of " + nodes + " is monitored by 1 to " + (nodes - 1) + " others, found " + observers);
        }
        if (!detectors.contains(detection.deciding())) {
            throw new IllegalArgumentException("the deciding detector must be among those that run");
        }
    }

    /** Number of pairs of an observer and a subject. */
    public long lanes() {
        return (long) nodes * observers;
    }
}
