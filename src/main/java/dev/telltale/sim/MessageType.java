package dev.telltale.sim;

import dev.telltale.model.Evidence;

/** Message types as int constants, so that {@link MessageQueue} stores a message in primitive arrays. */
final class MessageType {
    /** A heartbeat request arrives at its subject. */
    static final int REQUEST = 0;

    /** The heartbeat arrives at the observer. */
    static final int RESPONSE = 1;

    static final int TIMED_OUT = 2;
    static final int REFUSED = 3;
    static final int LEFT = 4;
    /** An injected error status arrives at the observer. */
    static final int BAD_STATUS = 5;
    /** An injected invalid body arrives at the observer. */
    static final int BAD_BODY = 6;

    static final int CONNECTION_LOST = 7;
    static final int LEAVING = 8;
    static final int HEARTBEAT_RECEIVED = 9;
    /** A probe request arrives at a helper. */
    static final int PROBE = 10;

    static final int PROBE_RESPONSE = 11;
    /** The timeout of a probe is over. */
    static final int PROBE_TIMED_OUT = 12;
    /** A leaving process exits. */
    static final int EXIT = 13;
    /** A delayed request is served. */
    static final int SERVE = 14;

    /** The I/O thread of a node runs again and sends a postponed request. */
    static final int SEND_REQUEST = 15;
    /** The I/O thread of a node finds that it lagged. */
    static final int IO_LAG = 16;

    /** The I/O thread of a node gets processor time again. */
    static final int IO_RUNS = 17;
    /** The accept thread of a node gets processor time again. */
    static final int ACCEPT_RUNS = 18;

    private MessageType() {}

    /** Whether a message of this type completes an attempt. The real inbox never rejects these. */
    static boolean completesAttempt(int kind) {
        return kind >= RESPONSE && kind <= BAD_BODY;
    }

    /**
     * Whether the receiver's I/O thread must read it. A request does not need it, because its time of service is
     * computed.
     */
    static boolean isReadByIoThread(int kind) {
        return kind != REQUEST && kind != SERVE && kind != EXIT && kind != IO_RUNS && kind != ACCEPT_RUNS;
    }

    /** Evidence of an attempt that a message of this type completes. */
    static Evidence evidence(int kind) {
        return switch (kind) {
            case RESPONSE -> Evidence.OK;
            case REFUSED -> Evidence.REFUSED;
            case LEFT -> Evidence.LEFT;
            case BAD_STATUS -> Evidence.BAD_STATUS;
            case BAD_BODY -> Evidence.BAD_BODY;
            default -> Evidence.TIMEOUT;
        };
    }
}
