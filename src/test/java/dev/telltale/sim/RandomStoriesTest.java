package dev.telltale.sim;

import org.junit.jupiter.api.Test;

/**
 * Crashes, hangs, sleepy observers, goodbyes, restarts, losses, words of the dead and, in every other one, faults that are
 * made and healed, in many random stories. More of them with -Dtelltale.seeds=N; one alone, as a failure names it, with -Dtelltale.seed=N.
 */
class RandomStoriesTest {
    private static final int SEEDS = Integer.getInteger("telltale.seeds", 1_000);

    @Test
    void theInvariantsHoldInEveryStory() {
        Long one = Long.getLong("telltale.seed");
        if (one != null) {
            RandomStory.play(one);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomStory.play(seed);
        }
    }
}
