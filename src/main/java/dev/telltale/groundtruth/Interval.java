package dev.telltale.groundtruth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A half-open interval: {@code from} inclusive, {@code to} exclusive. */
public record Interval(Instant from, Instant to) {

    /** The earlier of two instants; null stands for never. */
    public static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    /**
     * Whether two half-open intervals have a common part.
     *
     * @param until end of the first interval; null if it has not ended
     */
    static boolean overlap(Instant from, @Nullable Instant until, Instant start, Instant end) {
        return from.isBefore(end) && (until == null || until.isAfter(start));
    }

    public static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Intervals of the outages, cut at the horizon. */
    public static List<Interval> of(List<Outage> outages, Instant horizon) {
        return outages.stream()
                .map(outage -> new Interval(outage.from(), earlier(horizon, outage.until())))
                .toList();
    }

    /** The parts of this interval outside the holes, oldest first. The holes must be sorted by start. */
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

    /** The parts of all intervals outside the holes. The holes must be sorted by start. */
    public static List<Interval> without(List<Interval> intervals, List<Interval> holes) {
        return intervals.stream()
                .flatMap(interval -> interval.without(holes).stream())
                .toList();
    }

    /** The same times without overlaps, oldest first; intervals that touch become one. */
    public static List<Interval> united(List<Interval> intervals) {
        List<Interval> united = new ArrayList<>();
        intervals.stream().sorted(Comparator.comparing(Interval::from)).forEach(next -> {
            int last = united.size() - 1;
            if (last >= 0 && !next.from.isAfter(united.get(last).to)) {
                Interval before = united.get(last);
                united.set(last, new Interval(before.from, later(before.to, next.to)));
            } else {
                united.add(next);
            }
        });
        return united;
    }

    /** The parts of the intervals that lie in the span. */
    public static List<Interval> within(List<Interval> intervals, Interval span) {
        return intervals.stream()
                .map(part -> new Interval(later(part.from, span.from), earlier(part.to, span.to)))
                .filter(part -> part.from.isBefore(part.to))
                .toList();
    }

    /** Sum of the lengths. */
    public static Duration length(List<Interval> intervals) {
        return intervals.stream()
                .map(interval -> Duration.between(interval.from, interval.to))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
