package dev.telltale.detector;

/** The most recent 100 intervals between heartbeats, in nanoseconds, with their mean and standard deviation. */
final class ArrivalWindow {
    private static final int MAX_INTERVALS = 100;
    private static final int INITIAL_CAPACITY = 8;

    private double[] samples = new double[INITIAL_CAPACITY];
    private int count;
    private int next;
    private double sum;
    private double sumOfSquares;

    void add(double nanos) {
        if (count < MAX_INTERVALS) {
            if (count == samples.length) {
                samples = java.util.Arrays.copyOf(samples, Math.min(MAX_INTERVALS, 2 * samples.length));
            }
            count++;
        } else {
            sum -= samples[next];
            sumOfSquares -= samples[next] * samples[next];
        }
        samples[next] = nanos;
        next = (next + 1) % MAX_INTERVALS;
        sum += nanos;
        sumOfSquares += nanos * nanos;
    }

    double mean() {
        return sum / count;
    }

    double deviation() {
        double mean = mean();
        // Rounding may leave a small negative variance.
        return Math.sqrt(Math.max(0, sumOfSquares / count - mean * mean));
    }
}
