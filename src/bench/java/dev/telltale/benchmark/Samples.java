package dev.telltale.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was measured again and again. */
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

    /** In milliseconds, the unit of all times here. */
    void add(Duration duration) {
        add(duration.toNanos() / NANOS_PER_MILLI);
    }

    String name() {
        return name;
    }

    int count() {
        return values.size();
    }

    /** The smallest value that at least this share of all values does not exceed. */
    double percentile(double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
