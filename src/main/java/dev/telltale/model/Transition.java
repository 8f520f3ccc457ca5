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

    /** What the statuses do not tell, in words: a restart, a return that is one of many; empty if there is nothing. */
    public String remark() {
        String flapping = flaps == 0 ? "" : "flapping: " + ordinal(flaps) + " time";
        if (!restarted) {
            return flapping;
        }
        String restart = "restarted (new incarnation)";
        return flapping.isEmpty() ? restart : restart + ", " + flapping;
    }

    private static String ordinal(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return number
                + switch (isTeen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
