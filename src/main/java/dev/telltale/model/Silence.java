package dev.telltale.model;

import java.time.Duration;

/**
 * A period without heartbeats from a peer that ended with a heartbeat of the same incarnation.
 *
 * @param length time from the last heartbeat before it to the first after it, minus the time in which the observer
 *     itself got no CPU time
 * @param starved how much of it the peer reports to have been without CPU time; 0 to {@code length}
 */
public record Silence(Duration length, Duration starved) {
    /**
     * Starvation need not explain all of a silence: up to one interval of it is the normal time between two
     * heartbeats.
     */
    private static final int SHARE = 3;

    public Silence {
        if (starved.isNegative()) {
            starved = Duration.ZERO;
        } else if (starved.compareTo(length) > 0) {
            // A peer's own figure cannot explain more than the whole silence.
            starved = length;
        }
    }

    /** Whether CPU starvation of the peer explains the silence: at least a third of it. */
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
