package dev.telltale.tune;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The interval of a mistake rate when mistakes are not independent, such as those of links that share a host. All links
 * are resampled together, in overlapping blocks of time (Kunsch, "The jackknife and the bootstrap for general
 * stationary observations", Annals of Statistics 1989). Where the dependence is longer than a tenth of the recording,
 * no block length helps: then there are too few blocks.
 *
 * <p>The percentiles of few bursts are too narrow, since a recording with few of them does not contain the worst ones.
 * So the upper end is at least that of a Poisson count of bursts, each of as many mistakes as the variance of the
 * resampled totals shows (a quasi-Poisson bound: McCullagh and Nelder, "Generalized linear models", 1989).
 *
 * @param lower mistakes per link and hour; at 95 % confidence, the 5th percentile of the resampled rates
 * @param upper the 95th percentile, or the bound from the count of bursts if that is larger
 * @param block the length of a block, chosen from the data
 * @param blocks how many blocks make up the recorded time, rounded down
 */
public record BlockBootstrap(double lower, double upper, Duration block, int blocks) {
    /** With fewer blocks the interval says little. */
    public static final int MIN_BLOCKS = 10;

    private static final int RESAMPLES = 2_000;

    /**
     * Computes the interval.
     *
     * @param confidence one-sided, 0.5 to 1
     * @param seed the same seed gives the same interval
     */
    public static BlockBootstrap of(MistakeRecord record, double confidence, long seed) {
        double[] slots =
                record.perSlot().stream().mapToDouble(Integer::doubleValue).toArray();
        int length = BlockLength.of(slots);
        double[] totals =
                record.count() == 0 ? new double[RESAMPLES] : totals(slots, length, new SplittableRandom(seed));
        Arrays.sort(totals);
        int rank = (int) Math.ceil(confidence * RESAMPLES);
        double upper = Math.max(totals[rank - 1], ofBursts(record.count(), totals, confidence));
        return new BlockBootstrap(
                totals[RESAMPLES - rank] / record.linkHours(),
                upper / record.linkHours(),
                record.slot().multipliedBy(length),
                slots.length / length);
    }

    public boolean hasTooFewBlocks() {
        return blocks < MIN_BLOCKS;
    }

    /** The bound of the total if the mistakes come in bursts whose number is a Poisson variable. */
    private static double ofBursts(int count, double[] totals, double confidence) {
        if (count == 0) {
            return 0;
        }
        double mean = Arrays.stream(totals).average().orElse(0);
        double variance = Arrays.stream(totals)
                .map(total -> (total - mean) * (total - mean))
                .average()
                .orElse(0);
        double perBurst = Math.max(1, variance / count);
        return perBurst * PoissonBound.mean(count / perBurst, confidence);
    }

    /** Sums of as many slots as there are, drawn in blocks with replacement; the last block is cut. */
    private static double[] totals(double[] slots, int length, SplittableRandom random) {
        double[] until = new double[slots.length + 1];
        for (int i = 0; i < slots.length; i++) {
            until[i + 1] = until[i] + slots[i];
        }
        double[] totals = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int done = 0; done < slots.length; done += length) {
                int from = random.nextInt(slots.length - length + 1);
                totals[i] += until[from + Math.min(length, slots.length - done)] - until[from];
            }
        }
        return totals;
    }
}
