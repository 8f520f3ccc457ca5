package dev.telltale.sim;

import dev.telltale.testkit.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Crashes, pauses, leaves, restarts, losses and outdated answers; in every second simulation also faults. */
@Tag("fuzz")
class RandomStoriesTest {
    @Test
    void theInvariantsHoldInEveryStory() {
        Seeds.of(1_000).forEach(RandomSimulation::run);
    }
}
