package dev.telltale.node.http;

import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;

/**
 * What strangers may cost a node, each of them and all together.
 *
 * @param request how long the head of a request may take, from the connection on; and its body, from the head on
 * @param idle how long a connection may stand between two requests
 * @param shutdown how long the end of the server may take
 * @param connections how many may be open
 */
record ServerLimits(Duration request, Duration idle, Duration shutdown, int connections) {
    static final int LARGEST_HEADER = 8 * 1024;
    static final int MOST_HEADERS = 32;
    static final int MOST_PARAMETERS = 16;
    static final int MOST_COOKIES = 4;
    static final long LARGEST_BODY = 64 * 1024;

    /** More than may wait for news: whoever fills all waits must not keep others from the door. */
    static final int STRANGERS = 96;

    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(1);

    static ServerLimits of(HeartbeatSettings settings, int peers) {
        // Longer than several heartbeats and than any blocking query, or peers would reconnect for ever.
        Duration idle = settings.interval().multipliedBy(4);
        return new ServerLimits(
                REQUEST,
                idle.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : idle,
                SHUTDOWN,
                STRANGERS + Guests.MOST_PER_PEER * peers);
    }
}
