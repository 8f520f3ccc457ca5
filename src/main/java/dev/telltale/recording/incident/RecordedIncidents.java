package dev.telltale.recording.incident;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.incident.Availability;
import dev.telltale.incident.Incident;
import dev.telltale.incident.ObserverView;
import dev.telltale.model.NodeId;
import dev.telltale.qos.StatusHistory;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.load.RecordedSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a span of a recording.
 *
 * @param info the newest settings
 * @param incidents by their start; one that is open had not ended when the recording ended
 * @param recorded the times in which at least one node was recorded, oldest first
 * @param views by the node that they are of, one for each observer
 * @param truths by node: the windows in which it is known whether it was out of service; none for a node of which the
 *     recorder knew no process
 * @param outages that are known, of nodes and of links
 * @param histories of each link by each detector
 * @param notes sentences on what was left out, without a full stop
 */
public record RecordedIncidents(
        RecordingInfo info,
        List<Incident> incidents,
        List<Interval> recorded,
        Map<NodeId, List<ObserverView>> views,
        Map<NodeId, List<GroundTruth>> truths,
        List<Outage> outages,
        List<StatusHistory> histories,
        List<String> notes) {
    public RecordedIncidents {
        incidents = List.copyOf(incidents);
        recorded = List.copyOf(recorded);
        views = Map.copyOf(views);
        truths = Map.copyOf(truths);
        outages = List.copyOf(outages);
        histories = List.copyOf(histories);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a recording. Blocks: it reads all changes, and the traces of the span.
     *
     * @param folderOrFile of the recording
     * @param until exclusive
     * @throws RecordingException with one sentence, if it is none, is broken, or says nothing of incidents
     */
    public static RecordedIncidents read(Path folderOrFile, Instant from, Instant until) throws RecordingException {
        var reader = new RecordingReader(folderOrFile);
        RecordedSpan span = RecordedSpan.read(reader, from, until);
        RecordingInfo info = span.info();
        if (info == null) {
            throw new RecordingException(folderOrFile + " says nothing of incidents; name the folder that it is in");
        }
        WatchedTimes watched = WatchedTimes.read(reader, from, until);
        try {
            return new IncidentReplay(info, span, watched).result(reader.notes());
        } catch (IllegalArgumentException e) {
            throw new RecordingException(folderOrFile + " contradicts itself: " + e.getMessage());
        }
    }

    public List<NodeId> nodes() {
        return IncidentReplay.nodes(info);
    }

    /** The end of what was recorded; null if nothing was. */
    public @Nullable Instant end() {
        return recorded.stream()
                .map(Interval::to)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** How long a part of a span was recorded. */
    public Duration recorded(Interval span) {
        return Interval.length(Interval.within(recorded, span));
    }

    /** How long the node was up in a span, as its observers saw it and as it was. */
    public Availability availability(NodeId node, Interval span) {
        return Availability.of(node, span, views.getOrDefault(node, List.of()), truths.getOrDefault(node, List.of()));
    }
}
