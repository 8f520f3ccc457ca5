package dev.telltale.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Seeds;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndexedTimerQueueTest {
    /** The clock wraps between the due times. */
    private static final long START = Long.MAX_VALUE - 500;

    private static final int MEMBERS = 60;

    @Test
    void timersDueTogetherAreOrderedByTheirNumber() {
        var agenda = new IndexedTimerQueue(3);
        agenda.put(2, START);
        agenda.put(1, START);

        assertThat(agenda.first()).isEqualTo(1);
        agenda.remove(1);
        assertThat(agenda.first()).isEqualTo(2);
        agenda.remove(2);
        agenda.remove(2);
        assertThat(agenda.isEmpty()).isTrue();
    }

    static LongStream seeds() {
        return Seeds.all(5).stream();
    }

    /** Compares the queue with a map that is searched linearly. */
    @Tag("fuzz")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFirstTimerIsAlwaysTheEarliest(long seed) {
        var random = new Random(seed);
        var agenda = new IndexedTimerQueue(MEMBERS);
        Map<Integer, Long> due = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            int member = random.nextInt(MEMBERS);
            if (random.nextInt(4) == 0) {
                agenda.remove(member);
                due.remove(member);
            } else {
                long nanos = START + random.nextInt(1_000);
                agenda.put(member, nanos);
                due.put(member, nanos);
            }
            assertThat(agenda.isEmpty()).isEqualTo(due.isEmpty());
            if (!due.isEmpty()) {
                int expected = due.entrySet().stream()
                        .min(Comparator.comparingLong((Map.Entry<Integer, Long> entry) -> entry.getValue() - START))
                        .orElseThrow()
                        .getKey();
                assertThat(agenda.first()).as("seed %d, step %d", seed, step).isEqualTo(expected);
                assertThat(agenda.firstNanos()).isEqualTo(due.get(expected));
            }
        }
    }
}
