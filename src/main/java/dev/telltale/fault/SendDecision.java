package dev.telltale.fault;

/**
 * What becomes of one question that is about to leave.
 *
 * @param isLost it never leaves, and nothing comes back
 * @param delayNanos how long it waits before it leaves
 */
public record SendDecision(boolean isLost, long delayNanos) {
    public static final SendDecision FREE = new SendDecision(false, 0);
    public static final SendDecision LOST = new SendDecision(true, 0);

    public boolean isFree() {
        return !isLost && delayNanos == 0;
    }
}
