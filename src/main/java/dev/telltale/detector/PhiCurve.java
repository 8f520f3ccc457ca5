package dev.telltale.detector;

/**
 * Phi as a function of silence: -log10 of the probability that a heartbeat still arrives, if the intervals between
 * heartbeats are normally distributed (Hayashibara et al., SRDS 2004). The normal distribution is approximated by a
 * logistic one (Bowling et al., Journal of Industrial Engineering and Management, 2009), whose error is below 0.00015.
 *
 * @param meanNanos mean interval between heartbeats plus the acceptable pause
 * @param deviationNanos its standard deviation; positive
 */
public record PhiCurve(double meanNanos, double deviationNanos) {
    private static final double LINEAR = 1.5976;
    private static final double CUBIC = 0.070566;
    private static final double LN_10 = Math.log(10);
    /** From here on ln(1 + e^y) equals y in double precision. */
    private static final double LARGE = 36;

    private static final int NEWTON_STEPS = 8;

    /** Phi after this much silence, in nanoseconds; never negative. */
    public double phiAfter(long silenceNanos) {
        double z = (silenceNanos - meanNanos) / deviationNanos;
        double y = z * (LINEAR + CUBIC * z * z);
        return (y > LARGE ? y : Math.log1p(Math.exp(y))) / LN_10;
    }

    /** The silence, in nanoseconds, that is this number of standard deviations beyond the mean; at least 0. */
    long silenceFor(double deviations) {
        return Math.max(0, (long) Math.ceil(meanNanos + deviations * deviationNanos));
    }

    /** The number of standard deviations beyond the mean at which phi reaches this threshold: the inverse curve. */
    static double deviations(double phi) {
        double y = Math.log(Math.expm1(phi * LN_10));
        double z = y / LINEAR;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            z -= (z * (LINEAR + CUBIC * z * z) - y) / (LINEAR + 3 * CUBIC * z * z);
        }
        return z;
    }
}
