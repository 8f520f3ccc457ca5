package dev.telltale.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether what is held stays what it was. What came in the first third of the rounds is the measure, since a program takes
 * some time to warm up; of the rest the last rounds count, taken when all is quiet.
 */
final class LeakCheck {
    private static final int MIN_ROUNDS = 6;
    private static final int MORE_DESCRIPTORS = 10;
    private static final int MORE_THREADS = 5;
    private static final long MORE_KIB = 32 * 1024;

    private final String name;
    private final List<ProcessFigures> rounds = new ArrayList<>();

    LeakCheck(String name) {
        this.name = name;
    }

    void add(ProcessFigures figures) {
        rounds.add(figures);
    }

    /** What grew, as sentences; nothing where there were too few rounds to tell. */
    List<String> growth() {
        if (rounds.size() < MIN_ROUNDS) {
            return List.of();
        }
        int third = rounds.size() / 3;
        ProcessFigures first = most(rounds.subList(0, third));
        ProcessFigures last = least(rounds.subList(rounds.size() - third, rounds.size()));
        List<String> growth = new ArrayList<>();
        tell(growth, "descriptors", first.descriptors(), last.descriptors(), MORE_DESCRIPTORS);
        tell(growth, "threads", first.threads(), last.threads(), MORE_THREADS);
        tell(growth, "KiB of memory", first.rssKib(), last.rssKib(), MORE_KIB + first.rssKib() / 4);
        return growth;
    }

    private void tell(List<String> growth, String what, long first, long last, long more) {
        if (last > first + more) {
            growth.add(
                    name + " had " + first + " " + what + " at most at first, and at the end never less than " + last);
        }
    }

    private static ProcessFigures most(List<ProcessFigures> some) {
        return some.stream().reduce(ProcessFigures::max).orElseThrow();
    }

    private static ProcessFigures least(List<ProcessFigures> some) {
        return some.stream().reduce(ProcessFigures::min).orElseThrow();
    }
}
