package dev.telltale.recording.incident;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentTracker;
import dev.telltale.incident.Moment;
import dev.telltale.incident.ObserverView;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.load.RecordedSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through a span of a recording in the order of time and finds its incidents. Used once, by one thread. */
final class IncidentReplay {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** The diagnosis names a restart for 10 s, and waits for the end of suspicions for some timeouts. */
    private static final Duration MIN_SETTLE = Duration.ofSeconds(30);

    private final RecordingInfo info;
    private final List<NodeId> nodes;
    private final RecordedSpan span;
    private final WatchedTimes watched;
    private final RecordedMatrix matrix;
    private final Set<NodeId> silent;
    private final List<Step> steps = new ArrayList<>();
    private final List<Interval> times = new ArrayList<>();
    private final List<Interval> holes;

    /** The order of what happens at the same instant. */
    private enum Rank {
        UNWATCHED,
        RESTARTED,
        WATCHED,
        CHANGED
    }

    private record Step(Instant at, Rank rank, Runnable action) {}

    IncidentReplay(RecordingInfo info, RecordedSpan span, WatchedTimes watched) {
        this.info = info;
        this.span = span;
        this.watched = watched;
        nodes = nodes(info);
        silent = new HashSet<>(nodes);
        matrix = new RecordedMatrix(nodes, info.heartbeat());
        holes = span.all()
                .filter(event -> event instanceof RecordedEvent.Gap gap && gap.node() == null)
                .map(event -> new Interval(event.at(), event.until()))
                .sorted(Comparator.comparing(Interval::from))
                .toList();
    }

    static List<NodeId> nodes(RecordingInfo info) {
        return info.members().stream().map(Member::id).toList();
    }

    RecordedIncidents result(List<String> notes) {
        watched.lives().forEach((observer, lives) -> lives.forEach(life -> addLife(observer, life)));
        span.all().forEach(event -> {
            if (event instanceof RecordedEvent.StatusChanged status) {
                addChange(status.change());
            }
        });
        steps.sort(Comparator.comparing(Step::at).thenComparing(Step::rank));
        List<Interval> recorded = Interval.united(times);
        List<Incident> found = track();
        var truth = new KnownTruth(info, span, watched, recorded, holes);
        Map<NodeId, List<ObserverView>> views = new LinkedHashMap<>();
        nodes.forEach(node -> views.put(node, matrix.views(node)));
        Map<NodeId, List<GroundTruth>> truths = new LinkedHashMap<>();
        nodes.forEach(node -> truths.put(node, truth.of(node)));
        List<Incident> incidents = found.stream()
                .filter(incident -> incident.overlaps(span.from(), span.until()))
                .map(truth::add)
                .toList();
        return new RecordedIncidents(
                info, incidents, recorded, views, truths, truth.outages(), truth.histories(), notes);
    }

    private void addLife(NodeId observer, WatchedTimes.ProcessTicks life) {
        // A process that was started before its recording has what it knew then.
        if (!life.start().isBefore(span.from())) {
            steps.add(new Step(life.start(), Rank.RESTARTED, () -> matrix.restart(observer, life.start())));
        }
        for (Interval part : Interval.without(life.watched(), holes)) {
            Instant from = Interval.later(part.from(), span.from());
            Instant to = Interval.earlier(part.to(), span.until());
            if (from.isBefore(to)) {
                times.add(new Interval(from, to));
                steps.add(new Step(from, Rank.WATCHED, () -> watch(observer, true, from)));
                steps.add(new Step(to, Rank.UNWATCHED, () -> watch(observer, false, to)));
            }
        }
    }

    private void watch(NodeId observer, boolean isWatched, Instant at) {
        matrix.watch(observer, isWatched, at);
        if (isWatched) {
            silent.remove(observer);
        } else {
            silent.add(observer);
        }
    }

    private void addChange(Transition change) {
        steps.add(new Step(
                change.at(),
                Rank.CHANGED,
                () -> matrix.apply(change, watched.incarnation(change.subject(), change.at()))));
    }

    private List<Incident> track() {
        Duration settle =
                info.heartbeat().interval().plus(info.heartbeat().timeout()).multipliedBy(3);
        settle = settle.compareTo(MIN_SETTLE) < 0 ? MIN_SETTLE : settle;
        var tracker = new IncidentTracker(nodes, info.detection().flapWindow());
        for (int i = 0; i < steps.size(); ) {
            Instant at = steps.get(i).at();
            while (i < steps.size() && steps.get(i).at().equals(at)) {
                steps.get(i).action().run();
                i++;
            }
            if (at.isBefore(span.from())) {
                continue;
            }
            tracker.add(moment(at));
            // The end of a recording is no change.
            Instant next = i < steps.size() ? steps.get(i).at() : at;
            Instant last = Interval.earlier(next, at.plus(settle));
            for (Instant then = at.plus(SECOND); then.isBefore(last); then = then.plus(SECOND)) {
                tracker.add(moment(then));
            }
        }
        return tracker.incidents();
    }

    private Moment moment(Instant at) {
        return silent.size() == nodes.size()
                ? Moment.unrecorded(at)
                : Moment.of(matrix.at(at), RecordedMatrix.reading(at), silent);
    }
}
