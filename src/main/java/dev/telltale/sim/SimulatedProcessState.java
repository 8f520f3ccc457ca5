package dev.telltale.sim;

/** What is true of a simulated process. */
public enum SimulatedProcessState {
    /** Not started yet, or ended: connections are refused. */
    GONE,
    RUNNING,
    /** Stopped or hung: answers nothing, and what comes waits for it. */
    PAUSED,
    /** Still answers, but with goodbye. */
    LEAVING
}
