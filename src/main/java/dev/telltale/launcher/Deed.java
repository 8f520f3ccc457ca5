package dev.telltale.launcher;

import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;

/**
 * One thing that was really done to a node's process: the truth that detectors are measured against.
 *
 * @param at for a signal taken immediately before it is sent, for a start before the process is made; for the rest when
 *     the launcher learnt of it
 */
public record Deed(Kind kind, NodeId node, long pid, Moment at) {

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
}
