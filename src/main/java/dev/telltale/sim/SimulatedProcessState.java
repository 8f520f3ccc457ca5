package dev.telltale.sim;

/** State of a simulated process. */
public enum SimulatedProcessState {
    /** Not started yet, or exited: connections are refused. */
    GONE,
    RUNNING,
    /** Stopped: sends no response, and incoming messages wait. */
    PAUSED,
    /** Still answers, but with "left". */
    LEAVING
}
