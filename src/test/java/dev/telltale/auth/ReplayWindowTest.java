package dev.telltale.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Seeds;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    private static final long LIFE = 1_763_871_631_123L;

    private final ReplayWindow seen = new ReplayWindow();

    @Test
    void aQuestionIsTakenOnce() {
        assertThat(seen.take(LIFE, 1)).isTrue();
        assertThat(seen.take(LIFE, 1)).isFalse();
        assertThat(seen.take(LIFE, 2)).isTrue();
        assertThat(seen.take(LIFE, 1)).isFalse();
    }

    @Test
    void aQuestionThatWasOvertakenIsTakenLate() {
        assertThat(seen.take(LIFE, 5)).isTrue();
        assertThat(seen.take(LIFE, 4)).isTrue();
        assertThat(seen.take(LIFE, 4)).isFalse();
    }

    @Test
    void oneThatIsOlderThanWhatIsRememberedIsNot() {
        assertThat(seen.take(LIFE, 100)).isTrue();
        assertThat(seen.take(LIFE, 37)).isTrue();
        assertThat(seen.take(LIFE, 36)).isFalse();
    }

    @Test
    void aRestartIsTakenAtOnceAndItsFormerLifeNoMore() {
        assertThat(seen.take(LIFE, 900)).isTrue();
        assertThat(seen.take(LIFE + 1, 1)).isTrue();
        assertThat(seen.take(LIFE, 901)).isFalse();
        assertThat(seen.take(LIFE + 1, 2)).isTrue();
    }

    @Test
    void aRestartWithItsClockSetBackIsTakenWhenItHasAnswered() {
        seen.take(LIFE, 900);
        long earlier = LIFE - 3_600_000;
        assertThat(seen.take(earlier, 1)).as("not yet").isFalse();

        seen.answeredAs(earlier);

        assertThat(seen.take(earlier, 1)).as("refused before").isFalse();
        assertThat(seen.take(earlier, 2)).isTrue();
        assertThat(seen.take(LIFE, 901)).as("the former life, replayed").isFalse();
        assertThat(seen.take(earlier, 3)).isTrue();
        assertThat(seen.take(LIFE + 1, 1)).as("the next life").isTrue();
    }

    @Test
    void aLateAnswerOfAFormerLifeChangesNothing() {
        seen.take(LIFE, 900);
        seen.take(LIFE + 1, 7);

        seen.answeredAs(LIFE);

        assertThat(seen.take(LIFE + 1, 7)).isFalse();
        assertThat(seen.take(LIFE + 1, 8)).isTrue();
    }

    @Test
    @Tag("fuzz")
    void inAnyOrderNoneIsTakenTwiceAndNoneOfTheLastFewIsLost() {
        Seeds.of(10).forEach(ReplayWindowTest::takeInAnyOrder);
    }

    private static void takeInAnyOrder(long seed) {
        var seen = new ReplayWindow();
        var random = new Random(seed);
        Set<Long> taken = new HashSet<>();
        long largest = 0;
        for (int round = 0; round < 20_000; round++) {
            long sequence = Math.max(1, largest + random.nextInt(140) - 100);
            boolean isNew = !taken.contains(sequence);
            boolean isWithinReach = sequence > largest - Long.SIZE;
            boolean isTaken = seen.take(LIFE, sequence);
            assertThat(isTaken)
                    .as("round %d: %d of %d", round, sequence, largest)
                    .isEqualTo(isNew && isWithinReach);
            if (isTaken) {
                taken.add(sequence);
                largest = Math.max(largest, sequence);
            }
        }
    }
}
