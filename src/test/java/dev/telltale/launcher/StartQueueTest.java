package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits concurrent starts, in the order of the requests, and skips starts that were cancelled. */
class StartQueueTest {
    private final StartQueue queue = new StartQueue(2);
    private final List<Integer> started = new ArrayList<>();
    private final List<StartQueue.Permit> permits = IntStream.range(0, 5)
            .mapToObj(n -> queue.permit(() -> started.add(n)))
            .toList();

    @Test
    void aThirdStartWaitsForAReleasedPermit() {
        permits.forEach(StartQueue.Permit::acquire);
        assertThat(started).containsExactly(0, 1);

        permits.get(1).release();
        assertThat(started).containsExactly(0, 1, 2);
        permits.get(0).release();
        permits.get(2).release();
        assertThat(started).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aStartCancelledWhileItWaitsIsSkipped() {
        permits.forEach(StartQueue.Permit::acquire);
        permits.get(2).release();
        assertThat(started).containsExactly(0, 1);

        permits.get(0).release();
        assertThat(started).containsExactly(0, 1, 3);
        assertThat(permits.get(4).isWaiting()).isTrue();
    }

    @Test
    void aRepeatedAcquireOrReleaseChangesNothing() {
        permits.get(0).acquire();
        permits.get(0).acquire();
        permits.get(1).acquire();
        permits.get(2).acquire();
        permits.get(2).acquire();
        permits.get(0).release();
        permits.get(0).release();
        permits.get(3).acquire();
        assertThat(started).containsExactly(0, 1, 2);

        permits.get(2).release();
        permits.get(2).acquire();
        assertThat(started).containsExactly(0, 1, 2, 3);
    }

    /** As when a process cannot be created: its permit is released within the start. */
    @Test
    void aStartMayReleaseItsPermitAtOnce() {
        List<StartQueue.Permit> failing = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            int number = n;
            failing.add(queue.permit(() -> {
                started.add(number);
                failing.get(number).release();
            }));
        }
        permits.get(0).acquire();
        permits.get(1).acquire();
        failing.forEach(StartQueue.Permit::acquire);
        permits.get(0).release();

        assertThat(started).hasSize(1_002);
    }
}
