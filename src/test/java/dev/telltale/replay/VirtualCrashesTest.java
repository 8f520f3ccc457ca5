package dev.telltale.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.Status;
import dev.telltale.qos.DurationSummary;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The detection times of virtual crashes are those of a crash at every instant between two heartbeats. */
class VirtualCrashesTest {
    private static final long MILLI = 1_000_000;
    /** The clock wraps between two heartbeats. */
    private static final long START = Long.MAX_VALUE - 1_000 * MILLI;

    private final VirtualCrashes crashes = new VirtualCrashes();

    private void heartbeats(long heardMillis, long downAfterMillis, long nextMillis) {
        long heard = START + heardMillis * MILLI;
        var after =
                new VerdictSchedule(Status.UP, heard, VerdictSchedule.NEVER, downAfterMillis * MILLI, null, List.of());
        crashes.add(heard, after, START + nextMillis * MILLI);
    }

    @Test
    void aCrashIsNoticedAfterTheTimeoutMinusTheTimeSinceTheLastHeartbeat() {
        heartbeats(0, 5_000, 2_000);

        DurationSummary times = crashes.summary();
        assertThat(times.count()).isOne();
        assertThat(times.min()).isEqualTo(Duration.ofSeconds(3));
        assertThat(times.median()).isCloseTo(Duration.ofSeconds(4), Duration.ofNanos(1_000));
        assertThat(times.mean()).isEqualTo(Duration.ofSeconds(4));
        assertThat(times.p99()).isCloseTo(Duration.ofMillis(4_980), Duration.ofNanos(1_000));
        assertThat(times.max()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void noCrashIsPlacedAfterAMistake() {
        heartbeats(0, 5_000, 8_000);

        assertThat(crashes.summary().min()).isEqualTo(Duration.ZERO);
        assertThat(crashes.summary().max()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aDetectorThatIsNeverDownBySilenceGivesNone() {
        crashes.add(0, new VerdictSchedule(Status.UP, 0, 1, VerdictSchedule.NEVER, null, List.of()), MILLI);

        assertThat(crashes.summary()).isEqualTo(DurationSummary.EMPTY);
    }

    @Test
    void thePercentilesAreThoseOfOneCrashInEachMillisecond() {
        Seeds.all(50).forEach(seed -> new VirtualCrashesTest().compare(new SplittableRandom(seed)));
    }

    private void compare(SplittableRandom random) {
        var times = LongStream.builder();
        long heard = 0;
        for (int i = 0; i < 20; i++) {
            long downAfter = 500 + random.nextLong(3_000);
            long next = heard + 1 + random.nextLong(2_000);
            heartbeats(heard, downAfter, next);
            for (long crash = heard; crash < Math.min(next, heard + downAfter); crash++) {
                times.add(heard + downAfter - crash);
            }
            heard = next;
        }
        long[] sorted = times.build().sorted().toArray();
        DurationSummary summary = crashes.summary();
        assertRank(sorted, 50, summary.median());
        assertRank(sorted, 95, summary.p95());
        assertRank(sorted, 99, summary.p99());
        double mean = LongStream.of(sorted).average().orElseThrow();
        assertThat((double) Objects.requireNonNull(summary.mean()).toMillis()).isCloseTo(mean, within(2.0));
    }

    private static void assertRank(long[] sorted, int percent, @Nullable Duration found) {
        long expected = sorted[(sorted.length * percent + 99) / 100 - 1];
        assertThat((double) Objects.requireNonNull(found).toMillis()).isCloseTo((double) expected, within(2.0));
    }
}
