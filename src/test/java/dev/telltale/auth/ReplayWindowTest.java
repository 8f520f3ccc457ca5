package dev.telltale.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Seeds;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    private static final long INCARNATION = 1_763_871_631_123L;

    private final ReplayWindow window = new ReplayWindow();

    @Test
    void aRequestNumberIsAcceptedOnce() {
        assertThat(window.accept(INCARNATION, 1)).isTrue();
        assertThat(window.accept(INCARNATION, 1)).isFalse();
        assertThat(window.accept(INCARNATION, 2)).isTrue();
        assertThat(window.accept(INCARNATION, 1)).isFalse();
    }

    @Test
    void anOvertakenRequestNumberIsStillAcceptedOnce() {
        assertThat(window.accept(INCARNATION, 5)).isTrue();
        assertThat(window.accept(INCARNATION, 4)).isTrue();
        assertThat(window.accept(INCARNATION, 4)).isFalse();
    }

    @Test
    void aRequestNumberOlderThanTheWindowIsRejected() {
        assertThat(window.accept(INCARNATION, 100)).isTrue();
        assertThat(window.accept(INCARNATION, 37)).isTrue();
        assertThat(window.accept(INCARNATION, 36)).isFalse();
    }

    @Test
    void aNewIncarnationIsAcceptedAtOnceAndTheEarlierOneNoLonger() {
        assertThat(window.accept(INCARNATION, 900)).isTrue();
        assertThat(window.accept(INCARNATION + 1, 1)).isTrue();
        assertThat(window.accept(INCARNATION, 901)).isFalse();
        assertThat(window.accept(INCARNATION + 1, 2)).isTrue();
    }

    @Test
    void anEarlierIncarnationIsAcceptedAfterItsAuthenticResponse() {
        window.accept(INCARNATION, 900);
        long earlier = INCARNATION - 3_600_000;
        assertThat(window.accept(earlier, 1)).as("not yet").isFalse();

        window.onAuthenticResponse(earlier);

        assertThat(window.accept(earlier, 1)).as("rejected before").isFalse();
        assertThat(window.accept(earlier, 2)).isTrue();
        assertThat(window.accept(INCARNATION, 901))
                .as("the former incarnation, replayed")
                .isFalse();
        assertThat(window.accept(earlier, 3)).isTrue();
        assertThat(window.accept(INCARNATION + 1, 1)).as("the next incarnation").isTrue();
    }

    @Test
    void aLateResponseOfAnEarlierIncarnationChangesNothing() {
        window.accept(INCARNATION, 900);
        window.accept(INCARNATION + 1, 7);

        window.onAuthenticResponse(INCARNATION);

        assertThat(window.accept(INCARNATION + 1, 7)).isFalse();
        assertThat(window.accept(INCARNATION + 1, 8)).isTrue();
    }

    @Test
    @Tag("fuzz")
    void inAnyOrderNoNumberIsAcceptedTwiceAndNoRecentOneIsRejected() {
        Seeds.of(10).forEach(ReplayWindowTest::takeInAnyOrder);
    }

    private static void takeInAnyOrder(long seed) {
        var window = new ReplayWindow();
        var random = new Random(seed);
        Set<Long> taken = new HashSet<>();
        long largest = 0;
        for (int round = 0; round < 20_000; round++) {
            long sequence = Math.max(1, largest + random.nextInt(140) - 100);
            boolean isNew = !taken.contains(sequence);
            boolean isWithinReach = sequence > largest - Long.SIZE;
            boolean isAccepted = window.accept(INCARNATION, sequence);
            assertThat(isAccepted)
                    .as("round %d: %d of %d", round, sequence, largest)
                    .isEqualTo(isNew && isWithinReach);
            if (isAccepted) {
                taken.add(sequence);
                largest = Math.max(largest, sequence);
            }
        }
    }
}
