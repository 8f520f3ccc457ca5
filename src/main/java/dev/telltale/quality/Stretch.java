package dev.telltale.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time with its start and without its end. */
record Stretch(Instant from, Instant to) {

    static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Outages as stretches, those without end up to the horizon. */
    static List<Stretch> of(List<Outage> outages, Instant horizon) {
        return outages.stream()
                .map(outage -> new Stretch(outage.from(), earlier(horizon, outage.until())))
                .toList();
    }

    /** What is left of this, in time order, without the holes, which come in time order. */
    List<Stretch> without(List<Stretch> holes) {
        List<Stretch> left = new ArrayList<>();
        Instant next = from;
        for (Stretch hole : holes) {
            addIfAny(left, next, earlier(to, hole.from));
            next = later(next, hole.to);
        }
        addIfAny(left, next, to);
        return left;
    }

    private static void addIfAny(List<Stretch> left, Instant from, Instant to) {
        if (from.isBefore(to)) {
            left.add(new Stretch(from, to));
        }
    }

    static List<Stretch> without(List<Stretch> stretches, List<Stretch> holes) {
        return stretches.stream()
                .flatMap(stretch -> stretch.without(holes).stream())
                .toList();
    }

    static Duration length(List<Stretch> stretches) {
        return stretches.stream()
                .map(stretch -> Duration.between(stretch.from, stretch.to))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
