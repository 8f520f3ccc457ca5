package dev.telltale.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.telltale.testkit.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonBoundTest {
    /** Half the chi-square quantiles of 2 * (events + 1) degrees of freedom, from printed tables. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,  0.95,  2.9957
            1,  0.95,  4.7439
            2,  0.95,  6.2958
            3,  0.95,  7.7537
            5,  0.95, 10.5130
            10, 0.95, 16.9622
            49, 0.95, 62.1711
            0,  0.99,  4.6052
            9,  0.99, 18.7831
            """)
    void theMeanIsTheOneOfTheTables(int events, double confidence, double mean) {
        assertThat(PoissonBound.mean(events, confidence)).isCloseTo(mean, within(0.0001));
    }

    @Test
    void theRuleOfThreeHoldsForNoEvent() {
        assertThat(PoissonBound.rate(0, 24, 0.95)).isCloseTo(3.0 / 24, within(0.001));
    }

    @Test
    void theSumOfProbabilitiesIsThatOfTheDefinition() {
        double term = Math.exp(-30);
        double sum = 0;
        for (int i = 0; i <= 40; i++) {
            sum += term;
            term *= 30.0 / (i + 1);
        }
        assertThat(PoissonBound.atMost(40, 30)).isCloseTo(sum, within(1e-9));
    }

    @Test
    void theBoundRisesWithEventsAndConfidenceAndFallsWithExposure() {
        Seeds.all(300).forEach(seed -> {
            var random = new Random(seed);
            int events = random.nextInt(2_000);
            double exposure = 0.1 + 1_000 * random.nextDouble();
            double confidence = 0.5 + 0.49 * random.nextDouble();
            double bound = PoissonBound.rate(events, exposure, confidence);

            assertThat(bound).isGreaterThan(events / exposure);
            assertThat(PoissonBound.rate(events + 1, exposure, confidence)).isGreaterThan(bound);
            assertThat(PoissonBound.rate(events, exposure * 1.01, confidence)).isLessThan(bound);
            assertThat(PoissonBound.rate(events, exposure, confidence + 0.005)).isGreaterThan(bound);
            double between = PoissonBound.mean(events + 0.5, confidence) / exposure;
            assertThat(between).isBetween(bound, PoissonBound.rate(events + 1, exposure, confidence));
        });
    }

    @Test
    void atLeast94Of100BoundsAt95PercentCoverTheTrueRate() {
        for (double mean : new double[] {0.5, 3, 10, 40}) {
            int samples = 4_000;
            var random = new Random(17);
            int covered = 0;
            for (int i = 0; i < samples; i++) {
                covered += PoissonBound.rate(poisson(random, mean), 24, 0.95) >= mean / 24 ? 1 : 0;
            }
            double share = (double) covered / samples;
            System.out.printf("Poisson data with a mean of %.1f, seed 17: %.1f %% covered%n", mean, 100 * share);
            assertThat(share).isGreaterThanOrEqualTo(0.94);
        }
    }

    static int poisson(Random random, double mean) {
        int count = 0;
        double product = random.nextDouble();
        while (product > Math.exp(-mean)) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
