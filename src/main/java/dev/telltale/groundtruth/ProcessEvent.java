package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/**
 * A start, a signal or the exit of a node's process; part of the ground truth that detectors are measured against.
 *
 * @param at for a signal or a start, read immediately before it; otherwise when the launcher learnt of the event
 * @param code the exit code of an {@code ENDED} process, if known; null otherwise
 * @param origin who gave the command; automatic for what the process did by itself
 */
public record ProcessEvent(
        Kind kind,
        NodeId node,
        long pid,
        ClockReading at,
        @Nullable Integer code,
        Origin origin) implements OutageTrigger {

    public enum Kind {
        START,
        /** The node reported that it is ready. */
        READY,
        /** SIGTERM. */
        STOP,
        /** SIGKILL. */
        KILL,
        /** SIGSTOP: the process hangs and its connections stay open. */
        PAUSE,
        /** SIGCONT. */
        RESUME,
        /** The process exited, for any reason. */
        ENDED
    }

    /** The effect of a command. */
    public ProcessEvent(Kind kind, NodeId node, long pid, ClockReading at, Origin origin) {
        this(kind, node, pid, at, null, origin);
    }

    /** The effect of a manual command, or what the process did by itself. */
    public ProcessEvent(Kind kind, NodeId node, long pid, ClockReading at) {
        this(kind, node, pid, at, kind == Kind.READY || kind == Kind.ENDED ? Origin.AUTOMATIC : Origin.MANUAL);
    }

    /** The exit of a process. */
    public ProcessEvent(Kind kind, NodeId node, long pid, ClockReading at, @Nullable Integer code) {
        this(kind, node, pid, at, code, Origin.AUTOMATIC);
    }

    @Override
    public ClockReading began() {
        return at;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.process(this);
    }

    /**
     * Why a process exited that this launcher did not end, such as "was ended from outside by SIGKILL". The same text
     * as in {@code NodeProcess.Exited.reason}, without the last line of output.
     */
    public String exitText() {
        return code == null ? "ended by itself" : ExitReason.ofOwnExit(code);
    }
}
