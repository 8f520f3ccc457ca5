package dev.telltale.launcher.process;

import dev.telltale.groundtruth.ExitReason;
import dev.telltale.model.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one process of a node ended, and what that says to a person.
 *
 * @param lastLine what it said last
 * @param patience how long it had to get ready
 */
public record ProcessExit(
        NodeId node,
        ChildProcess.Ending ending,
        int code,
        @Nullable String lastLine,
        Duration patience) {

    /** Whether nobody wanted it to end: not this launcher, and nobody who asked it to. */
    public boolean isFailure() {
        return ending == ChildProcess.Ending.IMPATIENCE
                || (ending == ChildProcess.Ending.NONE && ExitReason.isFailure(code));
    }

    public boolean isKill() {
        return ending != ChildProcess.Ending.NONE;
    }

    public String reason() {
        return switch (ending) {
            case STOP -> "stopped";
            case KILL -> ExitReason.ofKill(code);
            case IMPATIENCE -> impatience(node, patience) + " and was killed";
            case NONE -> ExitReason.ofItself(code, lastLine);
        };
    }

    /** For those who wait until it is ready. */
    public String whyNotReady() {
        return switch (ending) {
            case STOP -> node + " was stopped before it was ready.";
            case KILL -> node + " was killed before it was ready.";
            case IMPATIENCE -> reason() + (lastLine == null ? "." : "; it said last: " + lastLine);
            case NONE -> node + " did not start" + ExitReason.ofStart(code, lastLine);
        };
    }

    static String impatience(NodeId node, Duration patience) {
        return node + " was not ready within " + patience.toMillis() + " ms";
    }
}
