package dev.telltale.dashboard.viewmodel;

import java.util.Locale;

/** The state of a node's process, as its tile shows it. */
public enum TileState {
    STOPPED("■"),
    STARTING("◌"),
    RUNNING("●"),
    PAUSED("‖"),
    ENDED("✕"),
    /** It answers, but is no process that this machine knows. */
    UNMANAGED("?");

    private final String sign;

    TileState(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    /** The CSS pseudo-class of the label that shows it. */
    public String pseudoClass() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is, or is about to be, a process. */
    boolean isAlive() {
        return this != STOPPED && this != ENDED;
    }
}
