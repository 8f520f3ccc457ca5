package dev.telltale.detector;

/**
 * How well the observer itself is: 0 when all is in time, up to {@link #WORST}. Lifeguard's local health (Dadgar,
 * Phillips, Currey, 2018) with the signs that a node has which asks: own ticks that came late, and helpers that did not
 * even say that they failed. It stretches the timers of suspicion: who is slow himself should doubt longer.
 */
public final class Awareness {
    public static final int WORST = 8;

    private int score;

    /** The observer was a little late, or a helper did not answer. */
    public void worse() {
        score = Math.min(WORST, score + 1);
    }

    /** The observer slept. */
    public void worst() {
        score = WORST;
    }

    /** Something came in time. */
    public void better() {
        score = Math.max(0, score - 1);
    }

    public int score() {
        return score;
    }

    /** By what suspicion lasts longer: 1 when all is well. */
    public int factor() {
        return 1 + score;
    }
}
