package dev.telltale.model;

import org.jspecify.annotations.Nullable;

/**
 * What the screen may say about (observer, subject).
 *
 * @param belief the observer's own words; null if it said nothing of the subject. In a {@link Kind#NO_ANSWER} cell they
 *     are its last words, to be shown as such and never as today's belief
 */
public record Cell(
        NodeId observer,
        NodeId subject,
        Kind kind,
        @Nullable PeerReport belief) {

    public enum Kind {
        ITSELF,
        /** The observer answers: its belief stands. */
        BELIEF,
        /** The observer does not answer: nothing is known. */
        NO_ANSWER
    }

    /** Today's belief; {@link Status#UNKNOWN} when the observer does not answer or has no word on the subject. */
    public Status status() {
        return kind == Kind.BELIEF && belief != null ? belief.status() : Status.UNKNOWN;
    }
}
