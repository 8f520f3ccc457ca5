package dev.telltale.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Seeds;
import dev.telltale.tune.ChenConfigurator.Setting;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChenConfiguratorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Without variance the bound is interval / loss^k for the k heartbeats before the deadline. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,   PT1H,    999
            0.1, PT9S,    999
            0.1, PT50S,   333
            0.1, PT300S,  333
            0.1, PT1H,    199
            0.5, PT0.99S, 1000
            """)
    void withoutVarianceTheLossesAloneDecide(double loss, Duration recurrence, long intervalMillis) {
        var network = new NetworkBehavior(loss, Duration.ZERO);

        Optional<Setting> setting = ChenConfigurator.configure(network, SECOND, recurrence, Duration.ofHours(1));

        Duration interval = Duration.ofMillis(intervalMillis);
        assertThat(setting).contains(new Setting(interval, SECOND.minus(interval)));
        assertThat(setting.orElseThrow().timeout()).isEqualTo(SECOND);
    }

    @Test
    void aShortMistakeLimitsTheInterval() {
        var network = new NetworkBehavior(0, SECOND);

        // Half of the heartbeats may be late by more than the detection time: 1 * 1 / (1 + 1) of 300 ms is left.
        Optional<Setting> setting =
                ChenConfigurator.configure(network, SECOND, Duration.ofMillis(100), Duration.ofMillis(300));

        assertThat(setting.map(Setting::interval)).contains(Duration.ofMillis(150));
    }

    @Test
    void whatNoIntervalAchievesIsSaid() {
        var lost = new NetworkBehavior(1, Duration.ofMillis(10));
        var slow = new NetworkBehavior(0.5, Duration.ofSeconds(5));

        assertThat(ChenConfigurator.configure(lost, SECOND, SECOND, SECOND)).isEmpty();
        assertThat(ChenConfigurator.configure(slow, SECOND, Duration.ofDays(30), SECOND))
                .isEmpty();
    }

    @Test
    void noLargerIntervalMeetsTheBoundsOfThePaper() {
        Seeds.all(60).forEach(seed -> {
            var random = new Random(seed);
            double loss = 0.3 * random.nextDouble();
            double deviation = 0.001 + 0.3 * random.nextDouble();
            double time = 0.5 + random.nextInt(40) / 10.0;
            double recurrence = Math.exp(12 * random.nextDouble());
            double corrected = 0.2 + 3 * random.nextDouble();
            var network = new NetworkBehavior(loss, seconds(deviation));
            Optional<Setting> setting =
                    ChenConfigurator.configure(network, seconds(time), seconds(recurrence), seconds(corrected));

            long largest = -1;
            for (long millis = 10; millis <= Math.round(time * 1_000); millis++) {
                if (meets(millis / 1_000.0, time, loss, deviation, recurrence, corrected)) {
                    largest = millis;
                }
            }
            assertThat(setting.map(found -> found.interval().toMillis()).orElse(-1L))
                    .isEqualTo(largest);
        });
    }

    /** The bounds as the paper states them, in logarithms. */
    private static boolean meets(
            double interval, double time, double loss, double deviation, double recurrence, double corrected) {
        double variance = deviation * deviation;
        double arrivesInTime = (1 - loss) * time * time / (variance + time * time);
        double log = Math.log(interval);
        for (int j = 1; j <= (int) Math.ceil(time / interval - 1e-9) - 1; j++) {
            double left = Math.pow(time - j * interval, 2);
            log -= Math.log(loss + (1 - loss) * variance / (variance + left));
        }
        return interval <= arrivesInTime * corrected + 1e-12 && log >= Math.log(recurrence) - 1e-12;
    }

    @Test
    void aSimulatedDetectorKeepsThePromiseUnlessLossesComeInBursts() {
        double meanDelay = 0.05;
        Duration recurrence = Duration.ofHours(1);
        var network = new NetworkBehavior(0.02, seconds(meanDelay));
        Setting setting =
                ChenConfigurator.configure(network, SECOND, recurrence, SECOND).orElseThrow();

        double independent = simulatedRecurrence(setting, meanDelay, 1);
        double inBursts = simulatedRecurrence(setting, meanDelay, 10);

        System.out.printf(
                "wanted T_MR >= 3600 s, configured every %d ms; seed 17: %.0f s with independent losses, %.0f s in bursts%n",
                setting.interval().toMillis(), independent, inBursts);
        assertThat(independent).isGreaterThanOrEqualTo(3_600);
        assertThat(inBursts).isLessThan(3_600);
    }

    /** The mean time between two mistakes of NFD-U: exponential delays, 2 % losses in bursts of this mean length. */
    private static double simulatedRecurrence(Setting setting, double meanDelay, double burst) {
        var random = new Random(17);
        double interval = setting.interval().toNanos() / 1e9;
        double margin = setting.margin().toNanos() / 1e9;
        int count = 400_000;
        double[] arrival = new double[count];
        boolean isLosing = false;
        for (int i = 0; i < count; i++) {
            double begin = burst == 1 ? 0.02 : 0.02 / burst / 0.98;
            isLosing = (burst == 1 || !isLosing) ? random.nextDouble() < begin : random.nextDouble() >= 1 / burst;
            arrival[i] =
                    isLosing ? Double.POSITIVE_INFINITY : i * interval - meanDelay * Math.log(1 - random.nextDouble());
        }
        int mistakes = 0;
        boolean isTrusted = true;
        for (int i = 1; i < count - 100; i++) {
            double freshness = i * interval + meanDelay + margin;
            double newest = Double.POSITIVE_INFINITY;
            for (int j = i; j < i + 100; j++) {
                newest = Math.min(newest, arrival[j]);
            }
            boolean isFresh = newest <= freshness;
            mistakes += isTrusted && !isFresh ? 1 : 0;
            // Trust returns with the next fresh heartbeat, before the next freshness point or not at all.
            isTrusted = newest <= freshness + interval;
        }
        return count * interval / Math.max(1, mistakes);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
