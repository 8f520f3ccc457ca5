package dev.telltale.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One quantity, measured for each subject beside the same floor. */
final class Figure {
    private final @Nullable Samples floor;
    private final @Nullable Bound bound;
    private final Map<Subject, Samples> samples = new LinkedHashMap<>();

    Figure(String name, List<Subject> subjects, @Nullable Samples floor, @Nullable Bound bound) {
        this.floor = floor;
        this.bound = bound;
        subjects.forEach(subject -> samples.put(subject, new Samples(name)));
    }

    /** The samples so far under another name, with another bound. */
    Figure(String name, Figure measured, Bound bound) {
        this(name, List.copyOf(measured.samples.keySet()), measured.floor, bound);
        samples.forEach((subject, copy) -> copy.addAll(measured.of(subject)));
    }

    Samples of(Subject subject) {
        Samples own = samples.get(subject);
        if (own == null) {
            throw new IllegalArgumentException(subject + " is not measured");
        }
        return own;
    }

    void clear() {
        samples.values().forEach(Samples::clear);
    }

    /** In the order of the subjects: this revision first. */
    List<Samples> samples() {
        return List.copyOf(samples.values());
    }

    @Nullable
    Samples floor() {
        return floor;
    }

    @Nullable
    Bound bound() {
        return bound;
    }
}
