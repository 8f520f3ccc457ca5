package dev.telltale.diagnosis;

import java.util.Collection;

/**
 * Whether what the matrix shows is what was really done.
 *
 * @param words for the badge beside the sentence; empty if there is no badge
 */
public record Check(Outcome outcome, String words) {
    public enum Outcome {
        /** Nothing was done, nothing is seen: no badge. */
        QUIET,
        /** Something is seen, and nothing was done from here. */
        NOTHING_DONE,
        /** Something was done, and nothing is seen. */
        NOT_YET,
        /** Each thing done is seen, and nothing else. */
        AS_DONE,
        /** Some of it is, but something was done that is not seen, or is seen and was not done. */
        PARTLY,
        /** What is seen is none of what was done. */
        OTHER
    }

    /**
     * Compares what is seen with what was done.
     *
     * @param done what is broken on purpose now, in the normal form of {@link Causes#normal}
     */
    public static Check of(Diagnosis diagnosis, Collection<Cause> done) {
        return new Check(Outcome.QUIET, "");
    }
}
