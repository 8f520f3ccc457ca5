package dev.telltale.node;

import dev.telltale.model.DetectorKind;
import java.util.List;

/**
 * The state of a node at one time: its peers as it sees them, and its own lag and health. Immutable.
 *
 * @param version grows with every change of a verdict, and when the wall clock is set; starts at 1
 * @param deciding the detector whose verdicts are the statuses
 * @param lagNanos maximum lag of the node's own threads, in nanoseconds, within the last one to two timeouts
 * @param health score of {@link dev.telltale.detector.LocalHealth}: 0 (healthy) to 8
 */
public record NodeSnapshot(long version, DetectorKind deciding, long lagNanos, int health, List<PeerSnapshot> peers) {
    public NodeSnapshot {
        peers = List.copyOf(peers);
    }
}
