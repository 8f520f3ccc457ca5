package dev.telltale.sim;

import dev.telltale.model.Evidence;

/** Kinds of messages, as numbers, so that a message is nothing but numbers. */
final class Kind {
    /** A question arrives at its subject; all the others arrive at who asked. */
    static final int QUESTION = 0;

    static final int ANSWER = 1;
    static final int TIMED_OUT = 2;
    static final int REFUSED = 3;
    static final int LEFT = 4;
    static final int LOST = 5;
    static final int LEAVING = 6;
    static final int KNOCK = 7;
    /** A question about a subject arrives at a helper. */
    static final int PROBE = 8;

    static final int PROBE_ANSWER = 9;
    /** The time for a helper is over. */
    static final int PROBE_OVER = 10;
    /** Who said goodbye ends. */
    static final int END = 11;

    private Kind() {}

    /** Whether a message of this kind ends an attempt; the real inbox has room for all of these. */
    static boolean isEnd(int kind) {
        return kind >= ANSWER && kind <= LEFT;
    }

    /** How the attempt ended that this kind ends. */
    static Evidence evidence(int kind) {
        return switch (kind) {
            case ANSWER -> Evidence.OK;
            case REFUSED -> Evidence.REFUSED;
            case LEFT -> Evidence.LEFT;
            default -> Evidence.TIMEOUT;
        };
    }
}
