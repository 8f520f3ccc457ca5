package dev.telltale.fault;

import dev.telltale.model.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two nodes: what the observer asks of the subject, and the answer to it. To break it turns that one
 * cell of the matrix and no other; the subject still hears the observer.
 */
public record Link(NodeId observer, NodeId subject) {
    public Link {
        if (observer.equals(subject)) {
            throw new IllegalArgumentException("a link has two ends, found " + observer + " twice");
        }
    }

    public Link back() {
        return new Link(/* observer= */ subject, /* subject= */ observer);
    }

    public boolean touches(NodeId node) {
        return observer.equals(node) || subject.equals(node);
    }

    // By hand, as each question and answer of a broken node looks for its link: see NodeId.
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
