package dev.telltale.sim;

import dev.telltale.model.Evidence;
import org.jspecify.annotations.Nullable;

/** What a message of the simulation means for its receiver. */
enum MessageType {
    /** A heartbeat request arrives at its subject. */
    REQUEST,
    /** A delayed request is served. */
    SERVE,
    /** The heartbeat arrives at the observer. */
    RESPONSE(Evidence.OK),
    TIMED_OUT(Evidence.TIMEOUT),
    REFUSED(Evidence.REFUSED),
    LEFT(Evidence.LEFT),
    /** An injected error status arrives at the observer. */
    BAD_STATUS(Evidence.BAD_STATUS),
    /** An injected invalid body arrives at the observer. */
    BAD_BODY(Evidence.BAD_BODY),
    CONNECTION_LOST,
    LEAVING,
    HEARTBEAT_RECEIVED,
    /** A probe request arrives at a helper. */
    PROBE,
    PROBE_RESPONSE,
    /** The timeout of a probe is over. */
    PROBE_TIMED_OUT,
    /** A leaving process exits. */
    EXIT,
    /** The I/O thread of a node runs again and sends a postponed request. */
    SEND_REQUEST,
    /** The I/O thread of a node finds that it lagged. */
    IO_LAG,
    /** The I/O thread of a node gets processor time again. */
    IO_RUNS,
    /** The accept thread of a node gets processor time again. */
    ACCEPT_RUNS;

    /** Evidence of the attempt that a message of this type completes; null if it completes none. */
    final @Nullable Evidence evidence;

    MessageType() {
        this(null);
    }

    MessageType(@Nullable Evidence evidence) {
        this.evidence = evidence;
    }

    /** Whether a message of this type completes an attempt. The real inbox never rejects these. */
    boolean completesAttempt() {
        return evidence != null;
    }

    /**
     * Whether the receiver's I/O thread must read it. A request does not need it, because its time of service is
     * computed.
     */
    boolean isReadByIoThread() {
        return this != REQUEST && this != SERVE && this != EXIT && this != IO_RUNS && this != ACCEPT_RUNS;
    }
}
