package dev.telltale.model;

import java.time.Duration;

/**
 * A silence of a peer that ended with a heartbeat of the same incarnation.
 *
 * @param length from the last heartbeat before it to the first after it, without the time in which the observer itself got no
 *     processor time
 * @param starved for how much of it the peer itself got no processor time, by its own account; 0 to length
 */
public record Silence(Duration length, Duration starved) {
    /** Up to an interval of every silence is the ordinary time between two heartbeats; so the rest need not be all of it. */
    private static final int SHARE = 3;

    public Silence {
        if (starved.isNegative()) {
            starved = Duration.ZERO;
        } else if (starved.compareTo(length) > 0) {
            // What a peer says of itself explains no more than there is.
            starved = length;
        }
    }

    /** Whether the peer's own lateness explains the silence: at least a third of it. */
    public boolean isStarvation() {
        return starved.multipliedBy(SHARE).compareTo(length) >= 0;
    }

    /** "silent for 5.3 s: it had no processor time for 5.1 s". */
    public String phrase() {
        String silent = "silent for " + seconds(length);
        return isStarvation() ? silent + ": it had no processor time for " + seconds(starved) : silent;
    }

    private static String seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0 + " s";
    }
}
