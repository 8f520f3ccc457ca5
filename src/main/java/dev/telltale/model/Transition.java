package dev.telltale.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of belief: one line of the journal.
 *
 * @param at the observer's own wall clock, stamped inside the node: polling adds nothing to it
 * @param error the evidence in words, where it was a failure
 * @param restarted whether a new incarnation of the subject was heard; then both statuses may be the same
 * @param flaps how often the subject has gone down and come back, if this was such a return; else 0
 */
public record Transition(
        Instant at,
        NodeId observer,
        NodeId subject,
        Status from,
        Status to,
        @Nullable Evidence evidence,
        @Nullable String error,
        boolean restarted,
        int flaps) {

    public Transition(
            Instant at,
            NodeId observer,
            NodeId subject,
            Status from,
            Status to,
            @Nullable Evidence evidence,
            @Nullable String error) {
        this(at, observer, subject, from, to, evidence, error, false, 0);
    }
}
