package dev.telltale.dashboard.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;

/** Tells faults that are new from those that come again and again, perhaps with every frame. Bounded. Any thread. */
final class DuplicateLogFilter {
    private static final int MAX_KINDS = 200;
    private static final long ALWAYS = 3;
    private static final long TEN = 10;

    private final Map<String, Long> times = new LinkedHashMap<>();

    /** Whether it is one of the first of its kind, or the tenth, the hundredth and so on. */
    synchronized boolean isNews(LogRecord logged) {
        if (times.size() >= MAX_KINDS) {
            times.remove(times.keySet().iterator().next());
        }
        long count = times.merge(kind(logged), 1L, Long::sum);
        return count <= ALWAYS || isPowerOfTen(count);
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
