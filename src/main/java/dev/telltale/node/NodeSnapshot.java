package dev.telltale.node;

import dev.telltale.model.DetectorKind;
import java.util.List;

/**
 * What a node believes of its peers and of itself at one time.
 *
 * @param version grows with every change of a detector's mind, and when the wall clock is set; starts at 1
 * @param deciding the detector whose verdicts are the statuses
 * @param lagNanos how late the node's own ticks were at worst, within the last one or two timeouts
 * @param health {@link dev.telltale.detector.LocalHealth}: 0 is well
 */
public record NodeSnapshot(long version, DetectorKind deciding, long lagNanos, int health, List<PeerSnapshot> peers) {
    public NodeSnapshot {
        peers = List.copyOf(peers);
    }
}
