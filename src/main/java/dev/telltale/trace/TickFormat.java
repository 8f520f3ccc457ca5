package dev.telltale.trace;

import dev.telltale.model.Evidence;
import java.util.List;

/** The numbers and bits of version 1 of the format, which {@code wire.md} describes. */
final class TickFormat {
    /** This count, or more: then the count itself follows. */
    static final int MANY = 7;

    static final int REQUESTS_SHIFT = 3;
    /** Instead of a number of requests: the same ones as last time. */
    static final int SAME_REQUESTS = 6;
    /** More of them are never repeated, so that few bytes need little memory. */
    static final int MAX_SAME_REQUESTS = 8;
    /** Bit of a tick's first byte: lateness, a set clock or probes follow. */
    static final int UNUSUAL = 0x40;
    /** Bit of a tick's first byte: its time counts from the end of the round after the tick before it. */
    static final int AFTER_ROUND = 0x80;

    static final int LATE = 1;
    static final int CLOCK_SET = 2;
    static final int PROBES = 4;

    static final int PEER_SHIFT = 2;
    /** Kinds of events: an answer of the same process as before. */
    static final int SAME_HEARTBEAT = 0;

    static final int ATTEMPT = 1;
    static final int CONNECTION_LOST = 2;
    static final int OTHER = 3;

    /** Low bits of an attempt's or a probe's byte; of a probe only: the helper did not respond. */
    static final int EVIDENCE_MASK = 7;

    static final int INCARNATION_SHIFT = 3;
    static final int STARVED_SHIFT = 5;
    static final int VALUE_MASK = 3;

    /** The value is absent, that of the last heartbeat, or follows. */
    static final int NONE = 0;

    static final int SAME = 1;
    static final int NEW = 2;

    static final int PROBE_COMPLETED = 0;
    static final int NO_EVIDENCE = 0x20;
    static final int IO_THREAD_LAG = 0x80;
    static final int HEARTBEAT_REQUESTED = 0x81;
    static final int LEAVE_ANNOUNCED = 0x82;
    static final int PROBE_REQUESTED = 0x83;

    /** By their numbers in the format; the order never changes. */
    private static final List<Evidence> EVIDENCE = List.of(
            Evidence.OK,
            Evidence.REFUSED,
            Evidence.RESET,
            Evidence.TIMEOUT,
            Evidence.BAD_STATUS,
            Evidence.BAD_BODY,
            Evidence.WRONG_NODE,
            Evidence.LEFT);

    private TickFormat() {}

    static int code(Evidence evidence) {
        return EVIDENCE.indexOf(evidence);
    }

    /** The evidence with this number; only its lowest 3 bits count, so there always is one. */
    static Evidence evidence(int code) {
        return EVIDENCE.get(code & EVIDENCE_MASK);
    }
}
