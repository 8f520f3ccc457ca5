package dev.telltale.model;

import java.time.Duration;

/**
 * The heartbeat interval and the silence after which a peer is down.
 *
 * @param interval time between two requests to the same peer, 10 ms to 1 h
 * @param timeout silence after which a peer is down; longer than the interval, at most 24 h
 */
public record HeartbeatSettings(Duration interval, Duration timeout) {
    public static final Duration MIN_INTERVAL = Duration.ofMillis(10);
    public static final Duration MAX_INTERVAL = Duration.ofHours(1);
    public static final Duration MAX_TIMEOUT = Duration.ofHours(24);
    private static final Duration MAX_DEADLINE = Duration.ofSeconds(1);

    // After the limits above, because the constructor reads them.
    public static final HeartbeatSettings DEFAULT = new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));

    public HeartbeatSettings {
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException("an interval is 10ms to 1h, found " + interval.toMillis() + "ms");
        }
        if (timeout.compareTo(interval) <= 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("a timeout is larger than the interval (" + interval.toMillis()
                    + "ms) and at most 24h, found " + timeout.toMillis() + "ms");
        }
    }

    /** The time limit of one request, body included: half the interval, at most 1 s, so that requests never overlap. */
    public Duration deadline() {
        Duration half = interval.dividedBy(2);
        return half.compareTo(MAX_DEADLINE) < 0 ? half : MAX_DEADLINE;
    }

    /** The time limit of an indirect probe: one request by the helper, and half of one for the way to it and back. */
    public Duration probeDeadline() {
        return deadline().multipliedBy(3).dividedBy(2);
    }
}
