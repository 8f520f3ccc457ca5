package dev.telltale.qos;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;

/** One detector of one observer, watching one subject: what every measure is first taken of. */
public record DetectorKey(NodeId observer, NodeId subject, DetectorKind detector) {
    public DetectorKey {
        if (observer.equals(subject)) {
            throw new IllegalArgumentException("a node does not watch itself, found " + observer);
        }
    }
}
