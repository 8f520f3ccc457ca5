package dev.telltale.fault;

/**
 * How a node answers one request while faults are active.
 *
 * @param delayNanos how long the node waits before it answers, in nanoseconds
 */
public record ResponseBehavior(Mode mode, long delayNanos) {
    public static final ResponseBehavior NORMAL = new ResponseBehavior(Mode.NORMAL, 0);

    public enum Mode {
        NORMAL,
        /** No response. */
        SILENCE,
        /** Status 500. */
        ERROR,
        /** Status 200 and a body that is not JSON. */
        GARBAGE
    }

    public boolean isNormal() {
        return mode == Mode.NORMAL && delayNanos == 0;
    }
}
