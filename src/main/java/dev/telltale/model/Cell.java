package dev.telltale.model;

import org.jspecify.annotations.Nullable;

/**
 * One cell of the matrix: what an observer reports about a subject.
 *
 * @param report null if the observer reported nothing about the subject. In a {@link Kind#NO_ANSWER} cell it is the
 *     observer's last report, which is out of date and must not be shown as the current status
 */
public record Cell(
        NodeId observer,
        NodeId subject,
        Kind kind,
        @Nullable PeerReport report) {

    public enum Kind {
        /** Observer and subject are the same node. */
        ITSELF,
        /** The observer answers: its report is current. */
        REPORTED,
        /** The observer does not answer: the current status is not known. */
        NO_ANSWER
    }

    /** The current status; {@link Status#UNKNOWN} if the observer does not answer or reports nothing on the subject. */
    public Status status() {
        return kind == Kind.REPORTED && report != null ? report.status() : Status.UNKNOWN;
    }
}
