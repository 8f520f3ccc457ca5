package dev.telltale.groundtruth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time with its start and without its end. */
public record Interval(Instant from, Instant to) {

    public static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Outages as stretches, those without end up to the horizon. */
    public static List<Interval> of(List<Outage> outages, Instant horizon) {
        return outages.stream()
                .map(outage -> new Interval(outage.from(), earlier(horizon, outage.until())))
                .toList();
    }

    /** What is left of this, in time order, without the holes, which come in time order. */
    public List<Interval> without(List<Interval> holes) {
        List<Interval> left = new ArrayList<>();
        Instant next = from;
        for (Interval hole : holes) {
            addIfAny(left, next, earlier(to, hole.from));
            next = later(next, hole.to);
        }
        addIfAny(left, next, to);
        return left;
    }

    private static void addIfAny(List<Interval> left, Instant from, Instant to) {
        if (from.isBefore(to)) {
            left.add(new Interval(from, to));
        }
    }

    public static List<Interval> without(List<Interval> stretches, List<Interval> holes) {
        return stretches.stream()
                .flatMap(stretch -> stretch.without(holes).stream())
                .toList();
    }

    public static Duration length(List<Interval> stretches) {
        return stretches.stream()
                .map(stretch -> Duration.between(stretch.from, stretch.to))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
