package dev.telltale.replay;

import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.DurationSummary;
import java.time.Duration;
import java.util.Arrays;

/**
 * Detection times of crashes that did not happen: one at every instant at which a peer was up by this detector. After
 * the last heartbeat before that instant the detector would have said down when its schedule says so, if no later
 * heartbeat had come (Chen, Toueg, Aguilera 2002; Hayashibara et al. 2004). So each heartbeat gives a span of equally
 * likely detection times: as long as the time to the next heartbeat, and ending at the whole silence until down. It is
 * the detection time of a peer that falls silent; a connection that breaks is noticed sooner.
 */
public final class VirtualCrashes {
    private static final int INITIAL_CAPACITY = 1024;
    private static final int BINS = 8192;

    private long[] shortest = new long[INITIAL_CAPACITY];
    private long[] longest = new long[INITIAL_CAPACITY];
    private int count;

    /** Whether silence alone makes the detector say down, so that no request has to be invented. */
    static boolean isExactFor(DetectorKind kind) {
        return switch (kind) {
            case EVIDENCE, TIMEOUT, PHI -> true;
            case SWIM -> false;
        };
    }

    /**
     * Adds the crashes between two heartbeats.
     *
     * @param heardNanos when the first of them was heard
     * @param after the schedule after it
     * @param nextNanos when the second of them was heard
     */
    void add(long heardNanos, VerdictSchedule after, long nextNanos) {
        if (after.downAfter() != VerdictSchedule.NEVER) {
            add(heardNanos, after.fromNanos() + after.downAfter(), nextNanos);
        }
    }

    /**
     * Adds the crashes between two heartbeats.
     *
     * @param heardNanos when the first of them was heard
     * @param downNanos when the detector would have said down after it
     * @param nextNanos when the second of them was heard
     */
    void add(long heardNanos, long downNanos, long nextNanos) {
        // Down by mistake before the next heartbeat: later crashes would be noticed at once, by chance.
        long untilNanos = downNanos - nextNanos < 0 ? downNanos : nextNanos;
        if (untilNanos - heardNanos <= 0) {
            return;
        }
        if (count == shortest.length) {
            shortest = Arrays.copyOf(shortest, 2 * count);
            longest = Arrays.copyOf(longest, 2 * count);
        }
        shortest[count] = downNanos - untilNanos;
        longest[count] = downNanos - heardNanos;
        count++;
    }

    /** Adds those of another lane. */
    void addAll(VirtualCrashes other) {
        shortest = Arrays.copyOf(shortest, count + other.count + INITIAL_CAPACITY);
        longest = Arrays.copyOf(longest, shortest.length);
        System.arraycopy(other.shortest, 0, shortest, count, other.count);
        System.arraycopy(other.longest, 0, longest, count, other.count);
        count += other.count;
    }

    /**
     * Statistics of the detection times; the count is that of the heartbeats. Percentiles are exact to {@value #BINS}
     * parts of the range between the shortest and the longest time.
     */
    public DurationSummary summary() {
        if (count == 0) {
            return DurationSummary.EMPTY;
        }
        long min = Long.MAX_VALUE;
        long max = 0;
        double length = 0;
        double weighted = 0;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, shortest[i]);
            max = Math.max(max, longest[i]);
            double span = longest[i] - shortest[i];
            length += span;
            weighted += span * (shortest[i] + span / 2);
        }
        long binNanos = (max - min) / BINS + 1;
        double[] bins = bins(min, binNanos);
        return new DurationSummary(
                count,
                Duration.ofNanos(min),
                Duration.ofNanos((long) (weighted / length)),
                Duration.ofNanos(min + (long) (binNanos * rank(bins, length * 0.50))),
                Duration.ofNanos(min + (long) (binNanos * rank(bins, length * 0.95))),
                Duration.ofNanos(min + (long) (binNanos * rank(bins, length * 0.99))),
                Duration.ofNanos(max));
    }

    /** For each part of the range, the length of all spans within it. */
    private double[] bins(long min, long binNanos) {
        double[] bins = new double[BINS + 1];
        // How many more spans cover a whole bin than the one before.
        int[] covering = new int[BINS + 2];
        for (int i = 0; i < count; i++) {
            long from = shortest[i] - min;
            long to = longest[i] - min;
            int first = (int) (from / binNanos);
            int last = (int) (to / binNanos);
            if (first == last) {
                bins[first] += to - from;
            } else {
                bins[first] += (first + 1) * binNanos - from;
                bins[last] += to - last * binNanos;
                covering[first + 1]++;
                covering[last]--;
            }
        }
        long covered = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            covered += covering[bin];
            bins[bin] += (double) covered * binNanos;
        }
        return bins;
    }

    /** The number of bins, with a fraction, that have this length together. */
    private static double rank(double[] bins, double length) {
        double before = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            if (before + bins[bin] >= length) {
                return bin + (length - before) / bins[bin];
            }
            before += bins[bin];
        }
        return bins.length;
    }
}
