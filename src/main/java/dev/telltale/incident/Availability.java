package dev.telltale.incident;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a node was up in a span of time, as its observers saw it and as it was. At each instant only the observers
 * count that were watched then; an observer that has ended is no evidence against its peers.
 *
 * @param recorded the time in which at least one observer was watched; the rest of the span is in none of the figures
 * @param upByAll the recorded time in which no watched observer reported down
 * @param upByMajority in which more than half of them reported up
 * @param upByOne in which at least one reported up
 * @param known the time of which the ground truth is known
 * @param trulyUp the part of it in which the node really served all observers; a cut link is no outage of a node
 */
public record Availability(
        NodeId node,
        Interval span,
        Duration recorded,
        Duration upByAll,
        Duration upByMajority,
        Duration upByOne,
        Duration known,
        Duration trulyUp) {

    /** The spans that are shown: a day, a week and 30 days. */
    public static final List<Duration> SPANS = List.of(Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));

    private static final Duration MAX_IN_HOURS = Duration.ofHours(24);

    /** 100 % in units of the second decimal. */
    private static final long ALWAYS = 10_000;

    /** What changes at an instant: counts of observers, and of ground truths and outages. */
    private static final class Change {
        int watched;
        int up;
        int known;
        int out;
    }

    /**
     * Computes the exact figures.
     *
     * @param views of this node, one for each observer
     * @param truths windows in which the ground truth is known, without overlap; may be empty
     */
    public static Availability of(NodeId node, Interval span, List<ObserverView> views, List<GroundTruth> truths) {
        TreeMap<Instant, Change> changes = new TreeMap<>();
        for (ObserverView view : views) {
            view.watched().forEach(part -> add(changes, span, part, (change, by) -> change.watched += by));
            view.up().forEach(part -> add(changes, span, part, (change, by) -> change.up += by));
        }
        for (GroundTruth truth : truths) {
            var window = new Interval(truth.start(), truth.end());
            add(changes, span, window, (change, by) -> change.known += by);
            for (Outage outage : truth.outages()) {
                if (outage.node().equals(node) && outage.observer() == null) {
                    var out = new Interval(
                            Interval.later(outage.from(), truth.start()),
                            Interval.earlier(truth.end(), outage.until()));
                    add(changes, span, out, (change, by) -> change.out += by);
                }
            }
        }
        return sum(node, span, changes);
    }

    private interface Count {
        void add(Change change, int by);
    }

    private static void add(TreeMap<Instant, Change> changes, Interval span, Interval part, Count count) {
        Instant from = Interval.later(part.from(), span.from());
        Instant to = Interval.earlier(part.to(), span.to());
        if (from.isBefore(to)) {
            count.add(changes.computeIfAbsent(from, unused -> new Change()), 1);
            count.add(changes.computeIfAbsent(to, unused -> new Change()), -1);
        }
    }

    private static Availability sum(NodeId node, Interval span, TreeMap<Instant, Change> changes) {
        Duration recorded = Duration.ZERO;
        Duration all = Duration.ZERO;
        Duration majority = Duration.ZERO;
        Duration one = Duration.ZERO;
        Duration known = Duration.ZERO;
        Duration truly = Duration.ZERO;
        var now = new Change();
        Instant since = span.from();
        for (Map.Entry<Instant, Change> entry : changes.entrySet()) {
            Duration length = Duration.between(since, entry.getKey());
            recorded = recorded.plus(now.watched > 0 ? length : Duration.ZERO);
            all = all.plus(now.watched > 0 && now.up == now.watched ? length : Duration.ZERO);
            majority = majority.plus(2 * now.up > now.watched ? length : Duration.ZERO);
            one = one.plus(now.up > 0 ? length : Duration.ZERO);
            known = known.plus(now.known > 0 ? length : Duration.ZERO);
            truly = truly.plus(now.known > 0 && now.out == 0 ? length : Duration.ZERO);
            Change change = entry.getValue();
            now.watched += change.watched;
            now.up += change.up;
            now.known += change.known;
            now.out += change.out;
            since = entry.getKey();
        }
        return new Availability(node, span, recorded, all, majority, one, known, truly);
    }

    /** The length of a span in words: {@code 24 h}, {@code 7 d}. */
    public static String spanText(Duration length) {
        return length.compareTo(MAX_IN_HOURS) > 0 ? length.toDays() + " d" : DurationFormat.setting(length);
    }

    /** How much of the span the figures are of: {@code 3 h 2 min of 24 h}. */
    public String recordedText() {
        return DurationFormat.wholeSeconds(recorded) + " of " + spanText(Duration.between(span.from(), span.to()));
    }

    /** The part of the span that was not recorded. */
    public Duration unrecorded() {
        return Duration.between(span.from(), span.to()).minus(recorded);
    }

    /**
     * A share in percent with two decimals, rounded down, so that 100 % means always; "not known" if there is no time
     * that it is a share of.
     */
    public static String percent(Duration up, Duration of) {
        if (of.isZero()) {
            return "not known";
        }
        double share = (double) up.toNanos() / of.toNanos();
        long parts = up.equals(of) ? ALWAYS : Math.min(ALWAYS - 1, (long) (ALWAYS * share));
        return LocaleFormat.decimal(parts, 2) + " %";
    }
}
