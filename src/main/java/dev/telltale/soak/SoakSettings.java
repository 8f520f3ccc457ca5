package dev.telltale.soak;

import dev.telltale.model.HeartbeatSettings;

/**
 * Settings of all rounds.
 *
 * @param nodes number of nodes, 3 or more: with two, a node would often have no healthy observer
 */
public record SoakSettings(long seed, int nodes, HeartbeatSettings heartbeat) {
    public static final int MIN_NODES = 3;

    public SoakSettings {
        if (nodes < MIN_NODES) {
            throw new IllegalArgumentException("a soak needs " + MIN_NODES + " nodes, found " + nodes);
        }
    }
}
