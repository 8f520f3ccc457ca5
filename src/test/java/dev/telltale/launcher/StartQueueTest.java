package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No more than so many starts at a time, each in its turn, and none that was given up. */
class StartQueueTest {
    private final StartQueue queue = new StartQueue(2);
    private final List<Integer> started = new ArrayList<>();
    private final List<StartQueue.Turn> turns = IntStream.range(0, 5)
            .mapToObj(n -> queue.turn(() -> started.add(n)))
            .toList();

    @Test
    void aThirdStartWaitsUntilOneIsReady() {
        turns.forEach(StartQueue.Turn::take);
        assertThat(started).containsExactly(0, 1);

        turns.get(1).giveBack();
        assertThat(started).containsExactly(0, 1, 2);
        turns.get(0).giveBack();
        turns.get(2).giveBack();
        assertThat(started).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aStartThatIsGivenUpWhileItWaitsIsNotMade() {
        turns.forEach(StartQueue.Turn::take);
        turns.get(2).giveBack();
        assertThat(started).containsExactly(0, 1);

        turns.get(0).giveBack();
        assertThat(started).containsExactly(0, 1, 3);
        assertThat(turns.get(4).isWaiting()).isTrue();
    }

    @Test
    void givingBackTwiceOrTakingTwiceChangesNothing() {
        turns.get(0).take();
        turns.get(0).take();
        turns.get(1).take();
        turns.get(2).take();
        turns.get(2).take();
        turns.get(0).giveBack();
        turns.get(0).giveBack();
        turns.get(3).take();
        assertThat(started).containsExactly(0, 1, 2);

        turns.get(2).giveBack();
        turns.get(2).take();
        assertThat(started).containsExactly(0, 1, 2, 3);
    }

    /** A process cannot be made: its turn ends within it. */
    @Test
    void aStartMayGiveItsTurnBackAtOnce() {
        List<StartQueue.Turn> failing = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            int number = n;
            failing.add(queue.turn(() -> {
                started.add(number);
                failing.get(number).giveBack();
            }));
        }
        turns.get(0).take();
        turns.get(1).take();
        failing.forEach(StartQueue.Turn::take);
        turns.get(0).giveBack();

        assertThat(started).hasSize(1_002);
    }
}
