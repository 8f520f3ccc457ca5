package dev.telltale.detector;

/**
 * How well the observer itself runs: 0 when all is in time, up to {@link #WORST}. Lifeguard's local health multiplier
 * (Dadgar, Phillips, Currey, 2018) with the two signs that a node has: its own work that ran late, and helpers that did not
 * even say that they failed. An observer that is itself late gives its peers more time. Confined to one thread.
 */
public final class LocalHealth {
    public static final int WORST = 8;

    private int late;
    private int unanswered;

    /** The observer's own work was late; the larger the steps, the longer it takes until that is forgotten. */
    public void late(int steps) {
        late = Math.min(WORST, late + Math.min(WORST, steps));
    }

    /** The observer slept. */
    public void asleep() {
        late = WORST;
    }

    /** A helper did not answer: the observer may be cut off, but it is not late. */
    public void unanswered() {
        unanswered = Math.min(WORST, unanswered + 1);
    }

    /** For a while all was in time. */
    public void better() {
        late = Math.max(0, late - 1);
        unanswered = Math.max(0, unanswered - 1);
    }

    /** 0 is well, {@link #WORST} the worst. */
    public int score() {
        return Math.min(WORST, late + unanswered);
    }

    /** By what every timeout is multiplied: 1 when the observer is in time. */
    public int patience() {
        return 1 + late;
    }

    /** By what the time of a suspicion is multiplied, which depends on helpers too: 1 when all is well. */
    int suspicion() {
        return 1 + score();
    }
}
