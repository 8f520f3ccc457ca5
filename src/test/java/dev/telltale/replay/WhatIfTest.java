package dev.telltale.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.Summary;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run recorded at one timeout and replayed at another says what the same run at the other timeout says. */
class WhatIfTest {
    private static HeartbeatSettings timeout(int seconds) {
        return new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(seconds));
    }

    /** One failure in each run: after it, another timeout leads to other requests, and so to other random numbers. */
    @Tag("fuzz")
    @ParameterizedTest
    @CsvSource({"5, 3", "3, 5", "5, 15"})
    void everyDetectionTimeIsThatOfTheRunAtTheOtherTimeout(int recorded, int wished) {
        Seeds.of(200).forEach(seed -> {
            Map<DetectorKind, Summary> replayed = RecordedRun.of(seed, timeout(recorded), 0, 1)
                    .score(timeout(wished))
                    .summaries();
            Map<DetectorKind, Summary> real =
                    RecordedRun.of(seed, timeout(wished), 0, 1).score().summaries();
            real.forEach((kind, summary) -> {
                Summary found = Objects.requireNonNull(replayed.get(kind));
                assertThat(found.detectionTime().count())
                        .isEqualTo(summary.detectionTime().count())
                        .isEqualTo(4);
                assertClose(
                        kind,
                        found.detectionTime().min(),
                        summary.detectionTime().min());
                assertClose(
                        kind,
                        found.detectionTime().median(),
                        summary.detectionTime().median());
                assertClose(
                        kind,
                        found.detectionTime().max(),
                        summary.detectionTime().max());
                assertThat(found.mistakes().count())
                        .as(kind.id())
                        .isEqualTo(summary.mistakes().count())
                        .isZero();
            });
        });
    }

    private static void assertClose(DetectorKind kind, @Nullable Duration found, @Nullable Duration expected) {
        assertThat(Objects.requireNonNull(found))
                .as(kind.id())
                .isCloseTo(Objects.requireNonNull(expected), Duration.ofMillis(5));
    }

    /**
     * Both runs lose other messages as soon as one request differs, so their mistakes agree as those of two recordings of
     * the same cluster do: within 1 %, or three standard deviations of the difference if they are few.
     */
    @Tag("fuzz")
    @Test
    void asManyMistakesAreFoundAsInTheRunAtTheOtherTimeout() {
        var counts = new AtomicLongArray(2);
        Seeds.of(400).forEach(seed -> {
            counts.addAndGet(
                    0, mistakes(RecordedRun.of(seed, timeout(5), 0.05, 5).score(timeout(3))));
            counts.addAndGet(
                    1, mistakes(RecordedRun.of(seed, timeout(3), 0.05, 5).score()));
        });
        long replayed = counts.get(0);
        long real = counts.get(1);
        double tolerance = Math.max(0.01 * (double) real, 3 * Math.sqrt((double) (replayed + real)));
        assertThat((double) Math.abs(replayed - real))
                .as("%d replayed, %d real", replayed, real)
                .isLessThan(tolerance);
    }

    private static long mistakes(ReplayScore score) {
        return Objects.requireNonNull(score.summaries().get(DetectorKind.TIMEOUT))
                .mistakes()
                .count();
    }
}
