package dev.telltale.faults;

/**
 * How one request is answered.
 *
 * @param delayNanos how long it waits before that
 */
public record Service(Manner manner, long delayNanos) {
    public static final Service NORMAL = new Service(Manner.NORMAL, 0);

    public enum Manner {
        NORMAL,
        /** Not at all. */
        SILENCE,
        /** With status 500. */
        ERROR,
        /** With status 200 and something that is no JSON. */
        GARBAGE
    }

    public boolean isNormal() {
        return manner == Manner.NORMAL && delayNanos == 0;
    }
}
