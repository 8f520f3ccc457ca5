package dev.telltale.groundtruth;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text for an exit code, such as "was ended from outside by SIGKILL". */
public final class ExitReason {
    /** A process that signal n ended has the exit code 128 + n. */
    private static final int SIGNALLED = 128;

    public static final int SIGKILL = SIGNALLED + 9;

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL",
            11, "SIGSEGV", 15, "SIGTERM");

    /** Signals that the kernel sends to a process for an error of its own. */
    private static final Set<String> CRASHES = Set.of("SIGILL", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV");

    /** Signals that ask a process to end. */
    private static final Set<String> REQUESTS = Set.of("SIGHUP", "SIGINT", "SIGTERM");

    private ExitReason() {}

    /**
     * Whether a process that this launcher did not end has failed; false if it ended normally or a signal asked it to
     * end.
     */
    public static boolean isFailure(int code) {
        return code != 0 && !REQUESTS.contains(SIGNALS.getOrDefault(code - SIGNALLED, ""));
    }

    /**
     * Reason for the exit of a process that this launcher did not end.
     *
     * @param lastLine the last line that the process printed; null if none
     */
    public static String ofOwnExit(int code, @Nullable String lastLine) {
        String signal = SIGNALS.get(code - SIGNALLED);
        boolean hasFailed = signal == null ? code != 0 : CRASHES.contains(signal);
        return ofOwnExit(code) + (hasFailed ? tail(lastLine) : "");
    }

    /** The same without the last line of output. */
    public static String ofOwnExit(int code) {
        String signal = SIGNALS.get(code - SIGNALLED);
        if (signal == null) {
            return "exited by itself with code " + code;
        }
        return CRASHES.contains(signal) ? "crashed (" + signal + ")" : "was ended from outside by " + signal;
    }

    /** Reason for the exit of a process that this launcher killed; it may have exited before the signal reached it. */
    public static String ofKill(int code) {
        return code == SIGKILL ? "killed (SIGKILL)" : "killed (exit code " + code + ")";
    }

    /** Reason for the exit of a process that was not ready yet; continues "node1 did not start". */
    public static String ofStart(int code, @Nullable String lastLine) {
        if (SIGNALS.containsKey(code - SIGNALLED)) {
            return ": it " + ofOwnExit(code, lastLine);
        }
        return " (exit " + code + ")" + (lastLine == null ? ": it printed nothing" : tail(lastLine));
    }

    private static String tail(@Nullable String lastLine) {
        return lastLine == null ? "" : ": " + lastLine;
    }
}
