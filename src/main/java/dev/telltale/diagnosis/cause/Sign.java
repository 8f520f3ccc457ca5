package dev.telltale.diagnosis.cause;

import dev.telltale.model.Evidence;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import org.jspecify.annotations.Nullable;

/** The status of one cell, with down divided by its evidence. */
public enum Sign {
    /** The observer does not answer, or has not received a heartbeat of the subject yet. */
    UNKNOWN,
    UP,
    SUSPECT,
    /** No process listens at the subject's address. */
    DOWN_REFUSED,
    /** The subject announced that it leaves. */
    DOWN_LEFT,
    /** The subject answers with errors. */
    DOWN_ERROR,
    /** The subject does not answer in time. */
    DOWN_TIMEOUT,
    /** The observer reports no evidence, or contradictory evidence. */
    DOWN_UNEXPLAINED;

    public boolean isDown() {
        return compareTo(SUSPECT) > 0;
    }

    public static Sign of(@Nullable PeerReport report) {
        if (report == null || report.status() == Status.UNKNOWN) {
            return UNKNOWN;
        }
        if (report.status() == Status.DOWN) {
            return ofDown(report.evidence(), report.attempts().lastEvidence());
        }
        return report.status() == Status.UP ? UP : SUSPECT;
    }

    /**
     * Classifies a down cell. The last attempt counts before the evidence of the verdict, since the process may have
     * ended or been started after the verdict.
     *
     * @param verdict the evidence that made the observer report down; null if not reported
     * @param last the evidence of the observer's last attempt; null if not reported
     */
    public static Sign ofDown(@Nullable Evidence verdict, @Nullable Evidence last) {
        Evidence now = last == null ? verdict : last;
        if (now == null || now == Evidence.OK) {
            return DOWN_UNEXPLAINED;
        }
        return switch (now) {
            case LEFT -> DOWN_LEFT;
            case REFUSED, RESET -> verdict == Evidence.LEFT ? DOWN_LEFT : DOWN_REFUSED;
            case BAD_STATUS, BAD_BODY, WRONG_NODE -> DOWN_ERROR;
            // The process had ended. Either it still has and the link is cut as well, or a new process hangs.
            default -> isEnd(verdict) ? DOWN_UNEXPLAINED : DOWN_TIMEOUT;
        };
    }

    private static boolean isEnd(@Nullable Evidence verdict) {
        return verdict == Evidence.LEFT || verdict == Evidence.REFUSED || verdict == Evidence.RESET;
    }
}
