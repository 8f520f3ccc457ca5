package dev.telltale.soak;

import java.util.ArrayList;
import java.util.List;

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
        int third = rounds.size() / 3;
        ProcessFigures first = max(rounds.subList(0, third));
        ProcessFigures last = min(rounds.subList(rounds.size() - third, rounds.size()));
        List<String> growth = new ArrayList<>();
        compare(growth, "descriptors", first.descriptors(), last.descriptors(), TOLERATED_DESCRIPTORS);
        compare(growth, "threads", first.threads(), last.threads(), TOLERATED_THREADS);
        compare(growth, "KiB of memory", first.rssKib(), last.rssKib(), TOLERATED_KIB + first.rssKib() / 4);
        return growth;
    }

    private void compare(List<String> growth, String resource, long first, long last, long tolerated) {
        if (last > first + tolerated) {
            growth.add(name + ": " + resource + " grew from at most " + first
                    + " in the first third of the rounds to at least " + last + " in the last third");
        }
    }

    private static ProcessFigures max(List<ProcessFigures> some) {
        return some.stream().reduce(ProcessFigures::max).orElseThrow();
    }

    private static ProcessFigures min(List<ProcessFigures> some) {
        return some.stream().reduce(ProcessFigures::min).orElseThrow();
    }
}
