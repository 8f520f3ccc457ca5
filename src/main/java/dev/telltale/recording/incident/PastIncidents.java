package dev.telltale.recording.incident;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Availability;
import dev.telltale.incident.Incident;
import dev.telltale.incident.ObserverView;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordingException;
import dev.telltale.text.DurationFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened to a cluster by all of its recordings. Where two have the same time, an incident counts once.
 *
 * @param incidents by their start, each with the recording that it is in
 * @param recorded the times in which at least one node was recorded, oldest first
 * @param availabilities of each node, for a day, a week and 30 days before the end of the span
 * @param problems a sentence without a full stop for each recording that could not be read
 */
public record PastIncidents(
        List<Found> incidents, List<Interval> recorded, List<Availability> availabilities, List<String> problems) {
    public static final PastIncidents NONE = new PastIncidents(List.of(), List.of(), List.of(), List.of());

    /** Two recordings date the same incident by less than this apart. */
    private static final Duration SAME = Duration.ofSeconds(2);

    public PastIncidents {
        incidents = List.copyOf(incidents);
        recorded = List.copyOf(recorded);
        availabilities = List.copyOf(availabilities);
        problems = List.copyOf(problems);
    }

    /**
     * An incident and the recording that it is in.
     *
     * @param end of the recording; an incident that is open was not seen to end until then
     */
    public record Found(Incident incident, Path recording, Instant end) {
        /** How long it lasted, at least if it was not seen to end. */
        public String lengthText() {
            String length = DurationFormat.exactSpan(incident.length(end));
            return incident.isOpen() ? "at least " + length : length;
        }
    }

    /**
     * Reads the recordings. Blocks.
     *
     * @param nodes of the cluster as it is now; of other nodes there is no availability
     * @param until exclusive
     */
    public static PastIncidents read(List<Path> recordings, List<NodeId> nodes, Instant from, Instant until) {
        List<Found> found = new ArrayList<>();
        List<RecordedIncidents> all = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path recording : recordings) {
            try {
                RecordedIncidents one = RecordedIncidents.read(recording, from, until);
                all.add(one);
                Instant end = Interval.earlier(until, one.end());
                one.incidents().stream()
                        .filter(incident -> found.stream().noneMatch(other -> isSame(other.incident, incident)))
                        .map(incident -> new Found(incident, recording, end))
                        .toList()
                        .forEach(found::add);
            } catch (RecordingException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        found.sort(Comparator.comparing(Found::incident, Incident.ORDER));
        List<Interval> recorded = Interval.united(
                all.stream().flatMap(one -> one.recorded().stream()).toList());
        return new PastIncidents(found, recorded, availabilities(all, nodes, until), problems);
    }

    private static List<Availability> availabilities(List<RecordedIncidents> all, List<NodeId> nodes, Instant until) {
        List<Availability> availabilities = new ArrayList<>();
        for (NodeId node : nodes) {
            List<ObserverView> views = all.stream()
                    .flatMap(one -> one.views().getOrDefault(node, List.of()).stream())
                    .toList();
            List<GroundTruth> truths = all.stream()
                    .flatMap(one -> one.truths().getOrDefault(node, List.of()).stream())
                    .toList();
            for (Duration length : Availability.SPANS) {
                availabilities.add(Availability.of(node, new Interval(until.minus(length), until), views, truths));
            }
        }
        return availabilities;
    }

    /** Whether both are the same one, as two recordings or the window saw it. */
    public static boolean isSame(Incident one, Incident other) {
        return one.title().equals(other.title())
                && Duration.between(one.from(), other.from()).abs().compareTo(SAME) < 0;
    }

    /** The incidents of which a part is in the span. */
    public List<Found> in(Interval span) {
        return incidents.stream()
                .filter(found -> found.incident.overlaps(span.from(), span.to()))
                .toList();
    }

    /** How long a part of the span was recorded. */
    public Duration recorded(Interval span) {
        return Interval.length(Interval.within(recorded, span));
    }
}
