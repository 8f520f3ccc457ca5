package dev.telltale.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one observer reported of one node over time.
 *
 * @param watched when its status was recorded and known; in order, without overlap
 * @param up the parts of it in which the node was not down: up, or suspect, which in the sense of Chen is still trust
 */
public record ObserverView(NodeId observer, List<Interval> watched, List<Interval> up) {
    public ObserverView {
        watched = checked(watched);
        up = checked(up);
    }

    /** A status from one instant to another. */
    public record Span(Instant from, Instant to, Status status) {}

    /** From recorded statuses, in order and without overlap; time between two of them was not recorded. */
    public static ObserverView of(NodeId observer, List<Span> spans) {
        List<Interval> watched = new ArrayList<>();
        List<Interval> up = new ArrayList<>();
        for (Span span : spans) {
            if (span.status() != Status.UNKNOWN && span.from().isBefore(span.to())) {
                var interval = new Interval(span.from(), span.to());
                watched.add(interval);
                if (span.status() != Status.DOWN) {
                    up.add(interval);
                }
            }
        }
        return new ObserverView(observer, watched, up);
    }

    private static List<Interval> checked(List<Interval> intervals) {
        Instant end = Instant.MIN;
        for (Interval interval : intervals) {
            if (interval.from().isBefore(end) || interval.to().isBefore(interval.from())) {
                throw new IllegalArgumentException(
                        "intervals are in order and do not overlap, found " + interval + " after " + end);
            }
            end = interval.to();
        }
        return List.copyOf(intervals);
    }
}
