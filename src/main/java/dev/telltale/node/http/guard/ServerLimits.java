package dev.telltale.node.http.guard;

import dev.telltale.model.HeartbeatSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The costs that unknown clients may cause to a node, each of them and all together.
 *
 * @param request how long the head of a request may take, from the connection on; and its body, from the head on
 * @param idle how long a connection may stand between two requests
 * @param shutdown how long the end of the server may take
 * @param connections how many may be open
 * @param spare how many more the system may hand over before the node has looked at them; the others wait in its queue
 */
public record ServerLimits(Duration request, Duration idle, Duration shutdown, int connections, int spare) {
    public static final int MAX_HEADER_BYTES = 8 * 1024;
    public static final int MAX_HEADERS = 32;
    public static final int MAX_PARAMETERS = 16;
    public static final int MAX_COOKIES = 4;
    public static final long MAX_BODY_BYTES = 64 * 1024;

    /** More than may wait for a blocking query: clients that use all of those must not keep others out. */
    public static final int STRANGERS = 96;

    public static final int SPARE = 32;
    private static final int MIN_SPARE = 4;
    /** What a node has open beside its connections (38 seen), and lookups, probes and further addresses of peers. */
    private static final int OWN_FILES = 64;

    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);
    private static final Duration MIN_IDLE = Duration.ofMinutes(1);

    /**
     * Fewer connections where the process may not open files for all of them, but one for each peer: an accept that fails
     * keeps the next peer out.
     *
     * @param mostFiles that the process may have open
     */
    public static ServerLimits of(HeartbeatSettings settings, int peers, int mostFiles) {
        // Longer than several heartbeats and than any blocking query, or peers would reconnect for ever.
        Duration idle = settings.interval().multipliedBy(4);
        int left = mostFiles - OWN_FILES - peers;
        int connections = Math.max(peers, Math.min(wanted(peers), left - SPARE));
        return new ServerLimits(
                REQUEST,
                idle.compareTo(MIN_IDLE) < 0 ? MIN_IDLE : idle,
                SHUTDOWN,
                connections,
                Math.max(MIN_SPARE, Math.min(SPARE, left - connections)));
    }

    private static int wanted(int peers) {
        return STRANGERS + ConnectionLimiter.MAX_PER_PEER * peers;
    }

    /** A sentence without its subject, the node; null if the process may open as many files as the node can use. */
    public static @Nullable String remark(int peers, int mostFiles) {
        int needed = OWN_FILES + peers + wanted(peers) + SPARE;
        return mostFiles >= needed
                ? null
                : "may open only " + mostFiles + " files, and can use " + needed + " with " + peers
                        + " peers: raise the limit with ulimit -n";
    }
}
