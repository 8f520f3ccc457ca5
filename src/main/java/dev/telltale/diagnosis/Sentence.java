package dev.telltale.diagnosis;

import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;

/** What is going on, in one line that a stranger understands. */
public final class Sentence {
    private Sentence() {}

    public static String of(Matrix matrix, Moment now) {
        return "No node answers. Start the cluster, or start nodes in a terminal.";
    }
}
