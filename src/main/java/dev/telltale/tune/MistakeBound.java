package dev.telltale.tune;

/**
 * The largest mistake rate that a recording does not refute: the worse of two bounds.
 *
 * @param perHour mistakes per link and hour
 * @param poisson the bound for independent mistakes, see {@link PoissonBound}
 * @param bootstrap the interval for mistakes that depend on each other; without a mistake it is 0 to 0
 */
public record MistakeBound(double perHour, double poisson, BlockBootstrap bootstrap) {
    /** One-sided confidence of all bounds. */
    public static final double CONFIDENCE = 0.95;

    private static final long SEED = 17;

    /** A bound that is worse by less is no sign of bursts. */
    private static final double BURSTS_FROM = 1.2;

    /** The bound at {@link #CONFIDENCE}; the same for the same record. */
    public static MistakeBound of(MistakeRecord record) {
        double poisson = PoissonBound.rate(record.count(), record.linkHours(), CONFIDENCE);
        BlockBootstrap bootstrap = BlockBootstrap.of(record, CONFIDENCE, SEED);
        return new MistakeBound(Math.max(poisson, bootstrap.upper()), poisson, bootstrap);
    }

    /** Whether the mistakes came in bursts that make the bound clearly worse. */
    public boolean isOfBursts() {
        return bootstrap.upper() > BURSTS_FROM * poisson;
    }

    /** Whether bursts are too long for the recording, so that the bound is not to be relied upon. */
    public boolean isUncertain() {
        return bootstrap.upper() > 0 && bootstrap.hasTooFewBlocks();
    }

    /** How much worse it is than for independent mistakes, at least 1. */
    double inflation() {
        return perHour / poisson;
    }
}
