package dev.telltale.faults;

/**
 * What becomes of one question that is about to leave.
 *
 * @param isLost it never leaves, and nothing comes back
 * @param delayNanos how long it waits before it leaves
 */
public record Passage(boolean isLost, long delayNanos) {
    public static final Passage FREE = new Passage(false, 0);
    public static final Passage LOST = new Passage(true, 0);

    public boolean isFree() {
        return !isLost && delayNanos == 0;
    }
}
