package dev.telltale.launcher;

import dev.telltale.config.RestartPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether and when one node that failed is started again: after a pause that doubles each time, and not any more after five
 * starts in a row that came to nothing. Knows no clock: each life tells how long it was good for.
 */
final class RestartBackoff {
    static final int MAX_RESTARTS = 5;
    /** A life that was ready for so long is a success, and the next failure is the first again. */
    static final Duration STANDS = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final RestartPolicy rule;
    private int inARow;
    private boolean isPending;

    RestartBackoff(RestartPolicy rule) {
        this.rule = rule;
    }

    /**
     * A life has failed. How long to wait before the next one; empty if there is to be none.
     *
     * @param ready for how long it was ready; zero if it never was, and whoever wanted it started has then been told
     */
    Optional<Duration> afterFailure(Duration ready) {
        if (rule == RestartPolicy.NEVER || (ready.isZero() && inARow == 0)) {
            return Optional.empty();
        }
        inARow = ready.compareTo(STANDS) >= 0 ? 0 : inARow;
        isPending = inARow < MAX_RESTARTS;
        if (!isPending) {
            return Optional.empty();
        }
        inARow++;
        return Optional.of(FIRST_PAUSE.multipliedBy(1L << (inARow - 1)));
    }

    /** To be read behind the reason of the failure; empty if nothing was or is restarted. */
    String words() {
        if (isPending) {
            return "; restart " + inARow + " of " + MAX_RESTARTS + " follows";
        }
        return inARow < MAX_RESTARTS
                ? ""
                : "; it stays down, since " + MAX_RESTARTS + " restarts in a row did not last " + STANDS.toSeconds()
                        + " s";
    }

    boolean isPending() {
        return isPending;
    }

    /** The start that was waited for is made now. */
    void begin() {
        isPending = false;
    }

    /** A person has decided: what was before does not count. */
    void forget() {
        isPending = false;
        inARow = 0;
    }
}
