package dev.telltale.groundtruth;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an exit code says to a person. */
public final class ExitReason {
    /** Unix tells of signal n as 128 + n. */
    private static final int SIGNALLED = 128;

    public static final int SIGKILL = SIGNALLED + 9;

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL",
            11, "SIGSEGV", 15, "SIGTERM");

    /** Signals that a broken process gets for its own fault. */
    private static final Set<String> CRASHES = Set.of("SIGILL", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV");

    /** Signals by which somebody asks a process to end. */
    private static final Set<String> REQUESTS = Set.of("SIGHUP", "SIGINT", "SIGTERM");

    private ExitReason() {}

    /** Of a process that this launcher did not end: whether nobody asked it to end either. */
    public static boolean isFailure(int code) {
        return code != 0 && !REQUESTS.contains(SIGNALS.getOrDefault(code - SIGNALLED, ""));
    }

    /** Of a process that nobody here ended. */
    public static String ofItself(int code, @Nullable String lastLine) {
        String signal = SIGNALS.get(code - SIGNALLED);
        boolean isOwnFault = signal == null ? code != 0 : CRASHES.contains(signal);
        return ofItself(code) + (isOwnFault ? tail(lastLine) : "");
    }

    /** The same without what the process said last. */
    public static String ofItself(int code) {
        String signal = SIGNALS.get(code - SIGNALLED);
        if (signal == null) {
            return "exited by itself with code " + code;
        }
        return CRASHES.contains(signal) ? "crashed (" + signal + ")" : "was ended from outside by " + signal;
    }

    /** Of a process that this launcher killed; it may have been quicker to end by itself. */
    public static String ofKill(int code) {
        return code == SIGKILL ? "killed (SIGKILL)" : "killed (exit code " + code + ")";
    }

    /** Of a process that ended before it was ready, after the words "node1 did not start". */
    public static String ofStart(int code, @Nullable String lastLine) {
        if (SIGNALS.containsKey(code - SIGNALLED)) {
            return ": it " + ofItself(code, lastLine);
        }
        return " (exit " + code + ")" + (lastLine == null ? ": it said nothing" : tail(lastLine));
    }

    private static String tail(@Nullable String lastLine) {
        return lastLine == null ? "" : ": " + lastLine;
    }
}
