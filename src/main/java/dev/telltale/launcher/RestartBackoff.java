package dev.telltale.launcher;

import dev.telltale.config.RestartPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether and when a failed node is restarted: after 200 ms, doubled for each further failure, at most five
 * times in a row. Has no clock: the caller reports how long each process was ready. Confined to the launcher thread.
 */
final class RestartBackoff {
    static final int MAX_RESTARTS = 5;
    /** After this time ready, a process counts as a success: its failure is the first again. */
    static final Duration STABLE_UPTIME = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final RestartPolicy policy;
    private int consecutive;
    private boolean isPending;

    RestartBackoff(RestartPolicy policy) {
        this.policy = policy;
    }

    /**
     * Records a failure; returns the delay before the restart, or empty if there is none.
     *
     * @param ready how long the process was ready; zero if it never was: a first start that fails is reported, not
     *     repeated
     */
    Optional<Duration> afterFailure(Duration ready) {
        if (policy == RestartPolicy.NEVER || (ready.isZero() && consecutive == 0)) {
            return Optional.empty();
        }
        consecutive = ready.compareTo(STABLE_UPTIME) >= 0 ? 0 : consecutive;
        isPending = consecutive < MAX_RESTARTS;
        if (!isPending) {
            return Optional.empty();
        }
        consecutive++;
        return Optional.of(FIRST_PAUSE.multipliedBy(1L << (consecutive - 1)));
    }

    /** Text to append to the reason of the failure; empty without restarts. */
    String reasonSuffix() {
        if (isPending) {
            return "; restart " + consecutive + " of " + MAX_RESTARTS + " follows";
        }
        return consecutive < MAX_RESTARTS
                ? ""
                : "; not restarted again: " + MAX_RESTARTS + " restarts in a row did not last "
                        + STABLE_UPTIME.toSeconds() + " s";
    }

    boolean isPending() {
        return isPending;
    }

    /** Clears the pending restart, because the start is being made. */
    void onStart() {
        isPending = false;
    }

    /** Cancels a pending restart and resets the count, after a command of the user. */
    void reset() {
        isPending = false;
        consecutive = 0;
    }
}
