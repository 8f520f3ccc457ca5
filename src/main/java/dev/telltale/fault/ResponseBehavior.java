package dev.telltale.fault;

/**
 * How one request is answered.
 *
 * @param delayNanos how long it waits before that
 */
public record ResponseBehavior(Mode manner, long delayNanos) {
    public static final ResponseBehavior NORMAL = new ResponseBehavior(Mode.NORMAL, 0);

    public enum Mode {
        NORMAL,
        /** Not at all. */
        SILENCE,
        /** With status 500. */
        ERROR,
        /** With status 200 and something that is no JSON. */
        GARBAGE
    }

    public boolean isNormal() {
        return manner == Mode.NORMAL && delayNanos == 0;
    }
}
