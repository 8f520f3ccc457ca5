package dev.telltale.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An event keeps its age when the wall clock is set, and its time of day while it is not. */
class WallClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    /** Just below the wrap of the monotonic clock. */
    private static final ClockReading START = new ClockReading(Long.MAX_VALUE - 1_000, NOON);

    private final WallClock clock = new WallClock(START);

    /** A reading this long after the start, with the wall clock ahead by this much. */
    private static ClockReading moment(long millis, long aheadMillis) {
        return new ClockReading(START.nanos() + millis * 1_000_000, NOON.plusMillis(millis + aheadMillis));
    }

    @Test
    void anEventBeforeAClockStepKeepsItsAge() {
        ClockReading event = moment(5_000, 0);
        assertThat(clock.at(event)).isEqualTo(event.wall());

        for (long ahead : new long[] {-600_000, 600_000, 0, -100, 0, 100}) {
            ClockReading now = moment(8_000, ahead);
            assertThat(clock.wasSet(now)).isTrue();
            assertThat(Duration.between(clock.at(event), now.wall())).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void aClockChangeSmallerThanAStepIsIgnored() {
        ClockReading event = moment(5_000, 0);

        for (long ahead : new long[] {-99, 0, 99}) {
            assertThat(clock.wasSet(moment(8_000, ahead))).isFalse();
            assertThat(clock.at(event)).isEqualTo(event.wall());
        }
    }
}
