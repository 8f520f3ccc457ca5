package dev.telltale.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of belief: one line of the journal.
 *
 * @param at the observer's own wall clock, stamped inside the node: polling adds nothing to it
 * @param error the evidence in words, where it was a failure
 */
public record Transition(
        Instant at,
        NodeId observer,
        NodeId subject,
        Status from,
        Status to,
        @Nullable Evidence evidence,
        @Nullable String error) {}
