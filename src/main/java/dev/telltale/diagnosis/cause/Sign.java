package dev.telltale.diagnosis.cause;

import dev.telltale.model.Evidence;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import org.jspecify.annotations.Nullable;

/** What one cell says, as far as causes differ in it. */
public enum Sign {
    /** Nothing: the observer does not answer, or has not heard of the subject yet. */
    OPEN,
    HEARD,
    SUSPECT,
    /** Down: nothing listens at its address. */
    GONE,
    /** Down, it said goodbye. */
    BYE,
    /** Down, it answers with errors. */
    WRONG,
    /** Down, no answer. */
    SILENT,
    /** Down, and the observer does not say why. */
    DOWN;

    public boolean isDown() {
        return compareTo(SUSPECT) > 0;
    }

    public static Sign of(@Nullable PeerReport belief) {
        if (belief == null || belief.status() == Status.UNKNOWN) {
            return OPEN;
        }
        if (belief.status() == Status.DOWN) {
            return ofDown(belief.evidence(), belief.lastEvidence());
        }
        return belief.status() == Status.UP ? HEARD : SUSPECT;
    }

    /** What an observer meets at the subject now, and not only what made it say down: a process may have come or gone since. */
    public static Sign ofDown(@Nullable Evidence made, @Nullable Evidence last) {
        Evidence now = last == null ? made : last;
        if (now == null || now == Evidence.OK) {
            return DOWN;
        }
        return switch (now) {
            case LEFT -> BYE;
            case REFUSED, RESET -> made == Evidence.LEFT ? BYE : GONE;
            case BAD_STATUS, BAD_BODY, WRONG_NODE -> WRONG;
            // It was gone: perhaps it still is, and is cut off as well; perhaps another one runs that hangs.
            default -> isEnd(made) ? DOWN : SILENT;
        };
    }

    private static boolean isEnd(@Nullable Evidence made) {
        return made == Evidence.LEFT || made == Evidence.REFUSED || made == Evidence.RESET;
    }
}
