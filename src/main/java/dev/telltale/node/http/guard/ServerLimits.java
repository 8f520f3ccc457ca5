package dev.telltale.node.http.guard;

import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of time, connections and sizes for the clients of a node, so that unknown clients cannot exhaust it.
 *
 * @param request maximum time from the connection to the complete head of a request, and from the head to its end
 * @param idle maximum time between two requests on a connection
 * @param shutdown maximum time for the shutdown of the server
 * @param connections maximum number of open connections
 * @param spare number of further connections that may be accepted and not yet registered; more wait in the accept queue
 */
public record ServerLimits(Duration request, Duration idle, Duration shutdown, int connections, int spare) {
    public static final int MAX_HEADER_BYTES = 8 * 1024;
    public static final int MAX_HEADERS = 32;
    public static final int MAX_PARAMETERS = 16;
    public static final int MAX_COOKIES = 4;
    public static final long MAX_BODY_BYTES = 64 * 1024;

    /** Connections for clients other than peers. More than the 64 blocking queries, which must not exclude others. */
    public static final int MAX_OTHER_CLIENTS = 96;

    public static final int SPARE = 32;
    private static final int MIN_SPARE = 4;
    /**
     * Files that a node opens beside its server connections (38 measured), and lookups, probes, further peer addresses.
     */
    private static final int OWN_FILES = 64;

    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);
    private static final Duration MIN_IDLE = Duration.ofMinutes(1);

    /**
     * The limits for a number of peers. With too few open files there are fewer connections, but at least one per peer,
     * since a failed accept would exclude the next peer.
     *
     * @param maxFiles limit of open files of the process
     */
    public static ServerLimits of(HeartbeatSettings settings, int peers, int maxFiles) {
        // Longer than several intervals and than any blocking query; otherwise peers would have to reconnect each time.
        Duration idle = settings.interval().multipliedBy(4);
        int left = maxFiles - OWN_FILES - peers;
        int connections = Math.max(peers, Math.min(wanted(peers), left - SPARE));
        return new ServerLimits(
                REQUEST,
                idle.compareTo(MIN_IDLE) < 0 ? MIN_IDLE : idle,
                SHUTDOWN,
                connections,
                Math.max(MIN_SPARE, Math.min(SPARE, left - connections)));
    }

    private static int wanted(int peers) {
        return MAX_OTHER_CLIENTS + ConnectionLimiter.MAX_PER_PEER * peers;
    }

    /** A warning, to follow the name of the node; null if the process may open as many files as the node can use. */
    public static @Nullable String warning(int peers, int maxFiles) {
        int needed = OWN_FILES + peers + wanted(peers) + SPARE;
        return maxFiles >= needed
                ? null
                : "may open only " + maxFiles + " files, and can use " + needed + " with " + peers
                        + " peers: raise the limit with ulimit -n";
    }
}
