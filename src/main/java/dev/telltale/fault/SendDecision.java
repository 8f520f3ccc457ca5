package dev.telltale.fault;

/**
 * What happens to one request that is about to be sent.
 *
 * @param isLost whether it is dropped, so that the sender sees no response
 * @param delayNanos how long it waits before it is sent, in nanoseconds
 */
public record SendDecision(boolean isLost, long delayNanos) {
    public static final SendDecision IMMEDIATE = new SendDecision(false, 0);
    public static final SendDecision LOST = new SendDecision(true, 0);

    public boolean isImmediate() {
        return !isLost && delayNanos == 0;
    }
}
