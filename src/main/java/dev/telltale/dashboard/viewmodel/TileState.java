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

    /** Why it cannot be started; empty if it can. */
    String startHint() {
        return switch (this) {
            case STOPPED, ENDED -> "";
            case STARTING -> "starting already";
            case RUNNING, PAUSED -> "running already";
            case UNMANAGED -> "running already, started elsewhere";
        };
    }

    /** Whether there is, or is about to be, a process. */
    boolean isAlive() {
        return this != STOPPED && this != ENDED;
    }
}
