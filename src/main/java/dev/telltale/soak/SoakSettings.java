package dev.telltale.soak;

import dev.telltale.model.HeartbeatSettings;

/**
 * What all rounds have in common.
 *
 * @param nodes how many, 3 or more: of two nodes one would often have nobody who sees it
 */
public record SoakSettings(long seed, int nodes, HeartbeatSettings heartbeat) {
    public static final int MIN_NODES = 3;

    public SoakSettings {
        if (nodes < MIN_NODES) {
            throw new IllegalArgumentException("a soak needs " + MIN_NODES + " nodes, found " + nodes);
        }
    }
}
