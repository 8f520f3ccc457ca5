package dev.telltale.sim;

import dev.telltale.model.Evidence;

/** Kinds of messages, as numbers, so that a message is nothing but numbers. */
final class MessageType {
    /** A question arrives at its subject; all the others arrive at who asked. */
    static final int QUESTION = 0;

    static final int ANSWER = 1;
    static final int TIMED_OUT = 2;
    static final int REFUSED = 3;
    static final int LEFT = 4;
    /** It answers with an error, on purpose. */
    static final int BAD_STATUS = 5;
    /** It answers with nonsense, on purpose. */
    static final int BAD_BODY = 6;

    static final int LOST = 7;
    static final int LEAVING = 8;
    static final int KNOCK = 9;
    /** A question about a subject arrives at a helper. */
    static final int PROBE = 10;

    static final int PROBE_ANSWER = 11;
    /** The time for a helper is over. */
    static final int PROBE_OVER = 12;
    /** Who said goodbye ends. */
    static final int END = 13;
    /** A question that was made to wait is served now. */
    static final int SERVED = 14;

    /** The I/O thread of a node runs again, and asks what it was to ask meanwhile. */
    static final int ASK = 15;
    /** The I/O thread of a node was late. */
    static final int IO_LATE = 16;

    /** The I/O thread of a node gets processor time again. */
    static final int IO_RUNS = 17;
    /** The accept thread of a node gets processor time again. */
    static final int ACCEPT_RUNS = 18;

    private MessageType() {}

    /** Whether a message of this kind ends an attempt; the real inbox has room for all of these. */
    static boolean isEnd(int kind) {
        return kind >= ANSWER && kind <= BAD_BODY;
    }

    /** Whether the I/O thread of the node where it arrives must read it; a question knows when it will be served. */
    static boolean isReadByIo(int kind) {
        return kind != QUESTION && kind != SERVED && kind != END && kind != IO_RUNS && kind != ACCEPT_RUNS;
    }

    /** How the attempt ended that this kind ends. */
    static Evidence evidence(int kind) {
        return switch (kind) {
            case ANSWER -> Evidence.OK;
            case REFUSED -> Evidence.REFUSED;
            case LEFT -> Evidence.LEFT;
            case BAD_STATUS -> Evidence.BAD_STATUS;
            case BAD_BODY -> Evidence.BAD_BODY;
            default -> Evidence.TIMEOUT;
        };
    }
}
