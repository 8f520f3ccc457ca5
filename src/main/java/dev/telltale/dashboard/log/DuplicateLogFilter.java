package dev.telltale.dashboard.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;

/** Suppresses log records that repeat, perhaps in every frame. Remembers at most 200 kinds. Any thread. */
final class DuplicateLogFilter {
    private static final int MAX_KINDS = 200;
    private static final long ALWAYS_LOGGED = 3;
    private static final long TEN = 10;

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** Whether to log the record: the first three of its kind, then the 10th, the 100th and so on. */
    synchronized boolean accepts(LogRecord logged) {
        if (counts.size() >= MAX_KINDS) {
            counts.remove(counts.keySet().iterator().next());
        }
        long count = counts.merge(kind(logged), 1L, Long::sum);
        return count <= ALWAYS_LOGGED || isPowerOfTen(count);
    }

    private static String kind(LogRecord logged) {
        Throwable thrown = logged.getThrown();
        if (thrown == null) {
            return String.valueOf(logged.getMessage());
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % TEN == 0) {
            rest /= TEN;
        }
        return rest == 1;
    }
}
