package dev.telltale.tune;

/**
 * Chooses the length of the blocks of a bootstrap from the autocorrelation of the data (Politis and White, "Automatic
 * block-length selection for the dependent bootstrap", Econometric Reviews 2004, the rule for blocks of equal length):
 * 1 for independent slots, longer the longer bursts are, at most a third of the data.
 */
final class BlockLength {
    private static final double SIGNIFICANCE = 2;
    private static final int MIN_LAGS = 5;

    private final double[] slots;
    private final double mean;

    private BlockLength(double[] slots) {
        this.slots = slots;
        double sum = 0;
        for (double slot : slots) {
            sum += slot;
        }
        mean = sum / slots.length;
    }

    /** The length in slots, at least 1. */
    static int of(double[] slots) {
        return new BlockLength(slots).length();
    }

    private int length() {
        int size = slots.length;
        double variance = autocovariance(0);
        if (variance == 0 || size < MIN_LAGS) {
            return 1;
        }
        int lags = Math.max(MIN_LAGS, (int) Math.ceil(Math.sqrt(Math.log10(size))));
        int maxLag = Math.min(size - 1, (int) Math.ceil(Math.sqrt(size)) + lags);
        int bandwidth = Math.min(maxLag, 2 * Math.max(1, lastSignificantLag(variance, lags, maxLag)));
        double weighted = 0;
        double spectrum = variance;
        for (int lag = 1; lag <= bandwidth; lag++) {
            double covariance = 2 * taper((double) lag / bandwidth) * autocovariance(lag);
            weighted += lag * covariance;
            spectrum += covariance;
        }
        double longest = Math.ceil(Math.min(3 * Math.sqrt(size), size / 3.0));
        double best = spectrum == 0 ? longest : Math.cbrt(1.5 * (weighted / spectrum) * (weighted / spectrum) * size);
        return (int) Math.max(1, Math.min(longest, Math.ceil(best)));
    }

    /** The lag after which so many lags in a row are not significant. */
    private int lastSignificantLag(double variance, int lags, int maxLag) {
        double threshold = SIGNIFICANCE * Math.sqrt(Math.log10(slots.length) / slots.length);
        int last = 0;
        for (int lag = 1; lag <= maxLag && lag <= last + lags; lag++) {
            if (Math.abs(autocovariance(lag) / variance) >= threshold) {
                last = lag;
            }
        }
        return last;
    }

    /** The flat-top window: 1 up to the half, then down to 0. */
    private static double taper(double share) {
        return share <= 0.5 ? 1 : 2 * (1 - share);
    }

    private double autocovariance(int lag) {
        double sum = 0;
        for (int i = lag; i < slots.length; i++) {
            sum += (slots[i] - mean) * (slots[i - lag] - mean);
        }
        return sum / slots.length;
    }
}
