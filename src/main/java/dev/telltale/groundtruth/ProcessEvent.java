package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was really done to a node's process: the truth that detectors are measured against.
 *
 * @param at for a signal taken immediately before it is sent, for a start before the process is made; for the rest when
 *     the launcher learnt of it
 * @param code the exit code of a process whose end was seen; null for the rest
 */
public record ProcessEvent(
        Kind kind,
        NodeId node,
        long pid,
        ClockReading at,
        @Nullable Integer code) {

    public enum Kind {
        START,
        /** The node said that it is ready. */
        READY,
        /** SIGTERM. */
        STOP,
        /** SIGKILL. */
        KILL,
        /** SIGSTOP: it hangs, with everything open. */
        PAUSE,
        /** SIGCONT. */
        RESUME,
        /** The process is gone, for whatever reason. */
        ENDED
    }

    /** Without an exit code. */
    public ProcessEvent(Kind kind, NodeId node, long pid, ClockReading at) {
        this(kind, node, pid, at, null);
    }

    /**
     * How the process ended that was not ended from here, after the name of its node: "was ended from outside by SIGKILL". The
     * same words as in {@code NodeProcess.Exited.reason}, without what the process said last.
     */
    public String ending() {
        return code == null ? "ended by itself" : ExitReason.ofItself(code);
    }
}
