package dev.telltale.qos;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;

/** A lane: one detector of one observer for one subject. All measures are taken per lane first. */
public record DetectorKey(NodeId observer, NodeId subject, DetectorKind detector) {
    public DetectorKey {
        if (observer.equals(subject)) {
            throw new IllegalArgumentException("a node does not watch itself, found " + observer);
        }
    }
}
