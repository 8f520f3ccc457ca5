package dev.telltale.scenario;

/** The state of a node's process at the time of a step. */
public enum NodeState {
    RUNNING("runs"),
    PAUSED("is paused"),
    GONE("does not run");

    private final String words;

    NodeState(String words) {
        this.words = words;
    }

    /** The text that follows the name of the node: "is paused". */
    String words() {
        return words;
    }
}
