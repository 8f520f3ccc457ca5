package dev.telltale.detector;

/**
 * The local health score of an observer: 0 (healthy) to {@link #MAX_SCORE}. Lifeguard's local health multiplier
 * (Dadgar, Phillips, Currey, 2018) with two inputs: the observer's own lag, and indirect probes without any response.
 * The higher the score, the longer the timeouts for all peers. Confined to one thread.
 */
public final class LocalHealth {
    public static final int MAX_SCORE = 8;

    private int lag;
    private int unanswered;

    /** Adds to the score because the observer's own work ran late. Each step takes one {@link #decrement} to undo. */
    public void addLag(int steps) {
        lag = Math.min(MAX_SCORE, lag + Math.min(MAX_SCORE, steps));
    }

    /** Sets the lag part of the score to {@link #MAX_SCORE}, because the observer was paused. */
    public void saturate() {
        lag = MAX_SCORE;
    }

    /** Adds one because a helper did not respond: the observer may be isolated, but it is not late. */
    public void addUnanswered() {
        unanswered = Math.min(MAX_SCORE, unanswered + 1);
    }

    /** Subtracts one, after a period without lag. */
    public void decrement() {
        lag = Math.max(0, lag - 1);
        unanswered = Math.max(0, unanswered - 1);
    }

    /** 0 (healthy) to {@link #MAX_SCORE}. */
    public int score() {
        return Math.min(MAX_SCORE, lag + unanswered);
    }

    /** The factor for every timeout: 1 (no lag) to 9. */
    public int timeoutFactor() {
        return 1 + lag;
    }

    /** The factor for the duration of a suspicion, which depends on helpers too: 1 (healthy) to 9. */
    int suspicionFactor() {
        return 1 + score();
    }
}
