package dev.telltale.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The samples of one measured quantity. */
final class Samples {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String name;
    private final List<Double> values = new ArrayList<>();

    Samples(String name) {
        this.name = name;
    }

    void add(double value) {
        values.add(value);
    }

    /** Adds a duration in milliseconds, the unit of all durations here. */
    void add(Duration duration) {
        add(duration.toNanos() / NANOS_PER_MILLI);
    }

    void addAll(Samples others) {
        values.addAll(others.values);
    }

    /** Forgets what was measured so far, after a warm-up round. */
    void clear() {
        values.clear();
    }

    String name() {
        return name;
    }

    int count() {
        return values.size();
    }

    /** Nearest-rank percentile: the smallest sample such that this share (0 to 1) of all samples does not exceed it. */
    double percentile(double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    double median() {
        return percentile(0.5);
    }
}
