package dev.telltale.fault;

import dev.telltale.model.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two nodes: the observer's requests to the subject and their responses. A fault on a link
 * changes exactly one cell of the matrix; requests of the subject to the observer are not affected.
 */
public record Link(NodeId observer, NodeId subject) {
    public Link {
        if (observer.equals(subject)) {
            throw new IllegalArgumentException("a link needs two different nodes, found " + observer + " twice");
        }
    }

    /** The opposite direction. */
    public Link reversed() {
        return new Link(/* observer= */ subject, /* subject= */ observer);
    }

    /** Whether the node is the observer or the subject. */
    public boolean touches(NodeId node) {
        return observer.equals(node) || subject.equals(node);
    }

    // Written by hand for the same reason as in NodeId; looked up for every request while faults are active.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Link link && observer.equals(link.observer) && subject.equals(link.subject);
    }

    @Override
    public int hashCode() {
        return 31 * observer.hashCode() + subject.hashCode();
    }

    @Override
    public String toString() {
        return observer + " to " + subject;
    }
}
