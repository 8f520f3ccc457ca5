package dev.telltale.scenario;

/** What the process of a node is when a step is about to be done to it. */
public enum NodeState {
    RUNNING("runs"),
    PAUSED("is paused"),
    GONE("does not run");

    private final String words;

    NodeState(String words) {
        this.words = words;
    }

    /** Behind the name of the node: "is paused". */
    String words() {
        return words;
    }
}
