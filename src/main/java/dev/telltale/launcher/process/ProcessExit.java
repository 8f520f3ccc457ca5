package dev.telltale.launcher.process;

import dev.telltale.groundtruth.ExitReason;
import dev.telltale.model.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one process of a node ended, and the texts about it.
 *
 * @param code the exit code; on Unix 128 + n after signal n
 * @param lastLine the last informative line of its output
 * @param startTimeout the limit for its start
 */
public record ProcessExit(
        NodeId node,
        ChildProcess.Ending ending,
        int code,
        @Nullable String lastLine,
        Duration startTimeout) {

    /**
     * Whether it ended although neither this launcher nor a signal such as SIGTERM ended it, or was not ready in time.
     */
    public boolean isFailure() {
        return ending == ChildProcess.Ending.START_TIMEOUT
                || (ending == ChildProcess.Ending.NONE && ExitReason.isFailure(code));
    }

    /** Whether this launcher ended it. */
    public boolean isKill() {
        return ending != ChildProcess.Ending.NONE;
    }

    public String reason() {
        return switch (ending) {
            case STOP -> "stopped";
            case KILL -> ExitReason.ofKill(code);
            case START_TIMEOUT -> notReadyWithin(node, startTimeout) + " and was killed";
            case NONE -> ExitReason.ofOwnExit(code, lastLine);
        };
    }

    /** One sentence for callers that wait until it is ready. */
    public String whyNotReady() {
        return switch (ending) {
            case STOP -> node + " was stopped before it was ready.";
            case KILL -> node + " was killed before it was ready.";
            case START_TIMEOUT -> reason() + (lastLine == null ? "." : "; its last output: " + lastLine);
            case NONE -> node + " did not start" + ExitReason.ofStart(code, lastLine);
        };
    }

    static String notReadyWithin(NodeId node, Duration timeout) {
        return node + " was not ready within " + timeout.toMillis() + " ms";
    }
}
