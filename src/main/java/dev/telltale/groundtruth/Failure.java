package dev.telltale.groundtruth;

import java.util.Locale;

/** Kinds of {@link Outage}. */
public enum Failure {
    /** The process ended without a leave notice. Its state is lost. */
    CRASH,
    /** The process is stopped (SIGSTOP) and keeps its state. */
    HANG,
    /** The process left gracefully. Its state is lost. */
    LEAVE,
    /** The process runs and monitors its peers, but sends no valid heartbeat. */
    MUTE,
    /** Both nodes run, but the requests of one observer do not reach the subject. */
    CUT;

    /** Whether the node does not observe its peers during the outage either. */
    public boolean isOfProcess() {
        return this == CRASH || this == HANG || this == LEAVE;
    }

    /** Whether the node starts again without its former state. */
    public boolean losesState() {
        return this == CRASH || this == LEAVE;
    }

    /** Whether missing heartbeats are the only evidence that observers get. */
    public boolean isSilence() {
        return !losesState();
    }

    /** Name on screen and in files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
