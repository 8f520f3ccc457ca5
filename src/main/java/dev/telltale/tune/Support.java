package dev.telltale.tune;

import java.time.Duration;

/** Which mistake rate a recording supports, and how long one must be to support a rate. */
public final class Support {
    private static final double MAX_TIMES_LONGER = 1e6;
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final double MAX_HOURS = 1e6;

    private Support() {}

    /**
     * For people: "4 h of 3 nodes support at most one mistake in 8 h per link; record 15 days for one a month". Both
     * figures hold if the links are independent of each other.
     *
     * @param mistakes that were observed, zero or more; the recording to make is one with as many
     */
    public static String sentence(Recording recording, int mistakes, Rate wanted) {
        double bound = PoissonBound.rate(mistakes, recording.hours() * recording.links(), MistakeBound.CONFIDENCE);
        String supported = RateText.down(recording.length()) + " of " + recording.nodes() + " nodes"
                + (mistakes == 0 ? "" : " with " + RecommendationText.mistakes(mistakes))
                + " support at most one mistake in " + RateText.between(bound) + " per link";
        return wanted.isSupportedBy(mistakes, bound)
                ? supported + ", which is enough for " + wanted.words()
                : supported + "; record " + RateText.up(length(wanted, recording.links(), mistakes)) + " for "
                        + wanted.words();
    }

    /**
     * How long must be recorded in all to support a rate, if the links are independent.
     *
     * @param links at least 1
     * @param mistakes that the recording will have, zero or more
     */
    public static Duration length(Rate wanted, int links, int mistakes) {
        double linkHours = PoissonBound.mean(mistakes, MistakeBound.CONFIDENCE) / wanted.limitPerHour();
        return ofHours(linkHours / links);
    }

    /**
     * The link-hours that support the rate if the mistakes go on as they were recorded; infinite if no length does.
     */
    static double linkHours(MistakeRecord record, MistakeBound bound, Rate wanted) {
        int count = record.count();
        double limit = wanted.limitPerHour();
        if (count == 0) {
            return PoissonBound.mean(0, MistakeBound.CONFIDENCE) / limit;
        }
        if (wanted.count() == 0 || bound.inflation() * record.perHour() >= limit) {
            return Double.POSITIVE_INFINITY;
        }
        double least = bound.isUncertain()
                ? (double) BlockBootstrap.MIN_BLOCKS
                        / Math.max(1, bound.bootstrap().blocks())
                : 1;
        double low = least;
        double high = MAX_TIMES_LONGER;
        while (high - low > 1e-6 * high) {
            double middle = (low + high) / 2;
            if (isEnough(middle, record, bound, limit)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (isEnough(least, record, bound, limit) ? least : high) * record.linkHours();
    }

    private static boolean isEnough(double times, MistakeRecord record, MistakeBound bound, double limit) {
        double mean = PoissonBound.mean(record.count() * times, MistakeBound.CONFIDENCE);
        return bound.inflation() * mean / (record.linkHours() * times) <= limit;
    }

    /** At most a million hours, so that a length of any rate is one. */
    static Duration ofHours(double hours) {
        return Duration.ofNanos((long) (Math.min(hours, MAX_HOURS) * NANOS_PER_HOUR));
    }
}
