package dev.telltale.node.http.endpoint;

import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?index=42&wait=10s}: answer when the version passes the index, at the latest after the wait. The words are
 * those of Consul's blocking queries.
 *
 * @param index the version that the asker has already seen; -1 if none was given, and then nothing waits
 */
public record BlockingQuery(long index, long waitMillis) {
    static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final BlockingQuery PLAIN = new BlockingQuery(-1, 0);

    public static BlockingQuery of(Map<String, Deque<String>> parameters) {
        String index = single(parameters, "index");
        String wait = single(parameters, "wait");
        if (index == null) {
            if (wait != null) {
                throw new IllegalArgumentException("wait needs an index to wait for");
            }
            return PLAIN;
        }
        if (!index.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("index is a version number");
        }
        long millis = Math.min(patience(wait).toMillis(), MAX_WAIT.toMillis());
        return new BlockingQuery(Long.parseLong(index), millis);
    }

    private static Duration patience(@Nullable String wait) {
        try {
            return wait == null ? USUAL_WAIT : Durations.parse(wait);
        } catch (IllegalArgumentException e) {
            // Without what was found: this page answers anybody, and says back nothing that anybody made it say.
            throw new IllegalArgumentException("wait is a duration, for example 200ms, 2s or 1m", e);
        }
    }

    public boolean isPlain() {
        return index < 0;
    }

    private static @Nullable String single(Map<String, Deque<String>> parameters, String name) {
        Deque<String> values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() != 1) {
            throw new IllegalArgumentException(name + " stands there " + values.size() + " times");
        }
        return values.getFirst();
    }
}
