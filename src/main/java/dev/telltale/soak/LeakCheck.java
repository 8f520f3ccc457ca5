package dev.telltale.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;

/**
 * Detects resource leaks of a process: compares descriptors, threads and RSS after the rounds of the last third with
 * those of the first third, in which a program warms up.
 */
final class LeakCheck {
    private static final int MIN_ROUNDS = 6;
    private static final int TOLERATED_DESCRIPTORS = 10;
    private static final int TOLERATED_THREADS = 5;
    private static final long TOLERATED_KIB = 32 * 1024;

    private final String name;
    private final List<ProcessFigures> rounds = new ArrayList<>();

    LeakCheck(String name) {
        this.name = name;
    }

    void add(ProcessFigures figures) {
        rounds.add(figures);
    }

    /** One sentence for each resource that grew; empty if there were fewer than 6 rounds. */
    List<String> growth() {
        if (rounds.size() < MIN_ROUNDS) {
            return List.of();
        }
        List<String> growth = new ArrayList<>();
        compare(growth, "descriptors", ProcessFigures::descriptors, first -> TOLERATED_DESCRIPTORS);
        compare(growth, "threads", ProcessFigures::threads, first -> TOLERATED_THREADS);
        compare(growth, "KiB of memory", ProcessFigures::rssKib, first -> TOLERATED_KIB + first / 4);
        return growth;
    }

    private void compare(
            List<String> growth, String resource, ToLongFunction<ProcessFigures> figure, LongUnaryOperator tolerated) {
        int third = rounds.size() / 3;
        long first = rounds.stream().limit(third).mapToLong(figure).max().orElseThrow();
        long last = rounds.stream()
                .skip(rounds.size() - third)
                .mapToLong(figure)
                .min()
                .orElseThrow();
        if (last > first + tolerated.applyAsLong(first)) {
            growth.add(name + ": " + resource + " grew from at most " + first
                    + " in the first third of the rounds to at least " + last + " in the last third");
        }
    }
}
