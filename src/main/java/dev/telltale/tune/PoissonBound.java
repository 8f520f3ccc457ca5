package dev.telltale.tune;

/**
 * The exact upper confidence bound of a Poisson mean (Garwood, "Fiducial limits for the Poisson distribution",
 * Biometrika 1936): the mean at which so few events would be as unlikely as the confidence allows. For no event at
 * 95 % it is 2.996, which the rule of three rounds to 3 (Hanley and Lippman-Hand, "If nothing goes wrong, is
 * everything all right?", JAMA 1983). It holds for independent events only; see {@link BlockBootstrap}.
 */
final class PoissonBound {
    private static final int STIRLING_FROM = 16;

    private PoissonBound() {}

    /**
     * The largest rate that the data do not refute, in events per unit of the exposure.
     *
     * @param events zero or more
     * @param exposure more than zero
     * @param confidence one-sided, between 0 and 1
     */
    static double rate(int events, double exposure, double confidence) {
        return mean(events, confidence) / exposure;
    }

    /** The largest mean that so many events do not refute: the solution of P(X <= events) = 1 - confidence. */
    static double mean(double events, double confidence) {
        double floor = Math.floor(events);
        double share = events - floor;
        double below = ofWhole(floor, confidence);
        return share == 0 ? below : below + share * (ofWhole(floor + 1, confidence) - below);
    }

    private static double ofWhole(double events, double confidence) {
        double low = events;
        double high = events + 20 + 10 * Math.sqrt(events);
        while (high - low > 1e-12 * high) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (atMost(events, middle) > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** P(X <= events) of a Poisson variable, for a whole number of events, summed from its largest term down. */
    static double atMost(double events, double mean) {
        double term = Math.exp(events * Math.log(mean) - mean - logFactorial(events));
        double sum = 0;
        for (double i = events; i >= 0 && term > sum * 1e-18; i--) {
            sum += term;
            term *= i / mean;
        }
        return sum;
    }

    private static double logFactorial(double n) {
        if (n < STIRLING_FROM) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        // Stirling's series; the first term that is left out is below 1e-11.
        double cubed = n * n * n;
        return n * Math.log(n)
                - n
                + Math.log(2 * Math.PI * n) / 2
                + 1.0 / (12.0 * n)
                - 1 / (360 * cubed)
                + 1 / (1260 * cubed * n * n);
    }
}
