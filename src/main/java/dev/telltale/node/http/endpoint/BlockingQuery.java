package dev.telltale.node.http.endpoint;

import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters {@code ?index=42&wait=10s} of a status: respond when the version differs from the index, at the latest
 * after the wait. The names are those of Consul's blocking queries. For a trace {@code ?from=42&wait=10s}: respond when
 * there is a tick of this number.
 *
 * @param index the version that the client has already seen, or the tick that it waits for; -1 if none was given, and
 *     then the response does not wait
 * @param waitMillis maximum wait, 0 to 30,000 ms
 */
public record BlockingQuery(long index, long waitMillis) {
    static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);
    private static final BlockingQuery PLAIN = new BlockingQuery(-1, 0);

    /** Parses the query parameters of a request for the status, like {@link #ofTrace}. */
    public static BlockingQuery of(Map<String, Deque<String>> parameters) {
        return of(parameters, "index", "an index", "a version number");
    }

    /**
     * Parses the query parameters of a request for the trace.
     *
     * @throws IllegalArgumentException with a message for the client, if one is malformed
     */
    public static BlockingQuery ofTrace(Map<String, Deque<String>> parameters) {
        return of(parameters, "from", "a tick", "the number of a tick");
    }

    private static BlockingQuery of(Map<String, Deque<String>> parameters, String name, String awaited, String value) {
        String index = single(parameters, name);
        String wait = single(parameters, "wait");
        if (index == null) {
            if (wait != null) {
                throw new IllegalArgumentException("wait needs " + awaited + " to wait for");
            }
            return PLAIN;
        }
        if (!index.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(name + " is " + value);
        }
        long millis = Math.min(parseWait(wait).toMillis(), MAX_WAIT.toMillis());
        return new BlockingQuery(Long.parseLong(index), millis);
    }

    private static Duration parseWait(@Nullable String wait) {
        try {
            return wait == null ? DEFAULT_WAIT : Durations.parse(wait);
        } catch (IllegalArgumentException e) {
            // Without the value that was sent: unauthenticated input is never repeated in a response.
            throw new IllegalArgumentException("wait is a duration, for example 200ms, 2s or 1m", e);
        }
    }

    /** Whether the response is sent at once. */
    public boolean isPlain() {
        return index < 0;
    }

    private static @Nullable String single(Map<String, Deque<String>> parameters, String name) {
        Deque<String> values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() != 1) {
            throw new IllegalArgumentException(name + " is given " + values.size() + " times");
        }
        return values.getFirst();
    }
}
