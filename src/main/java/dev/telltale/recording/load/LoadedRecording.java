package dev.telltale.recording.load;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.history.RecordedTruth;
import dev.telltale.trace.NodeTrace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recording in memory: about 300 bytes for each attempt, 80 MB for a day of three nodes.
 *
 * @param traces one for each process and each time without a gap, at least one
 * @param incidents what was done to the processes and links, as far as the recorder knew
 * @param unknown from the beginning until the recorder first reached the node: whether it ran then is not known
 * @param notes sentences on what was left out, such as a torn end
 */
public record LoadedRecording(List<NodeTrace> traces, Incidents incidents, List<Outage> unknown, List<String> notes) {
    public LoadedRecording {
        traces = List.copyOf(traces);
        unknown = List.copyOf(unknown);
        notes = List.copyOf(notes);
    }

    /**
     * Reads all of a recording. Blocks.
     *
     * @param folderOrFile the folder, or one segment of attempts, which says nothing of incidents
     * @throws RecordingException with one sentence, if it is none, is broken, or has no attempt
     */
    public static LoadedRecording read(Path folderOrFile) throws RecordingException {
        var reader = new RecordingReader(folderOrFile);
        var traces = new TraceAssembly();
        reader.attempts(Instant.MIN, Instant.MAX, traces::add);
        var truth = new RecordedTruth();
        reader.incidents(event -> event.match(truth));
        List<NodeTrace> assembled = traces.assembled(folderOrFile);
        if (assembled.isEmpty()) {
            throw new RecordingException(folderOrFile + " has no attempt of a node yet");
        }
        List<Outage> unknown =
                truth.gaps().stream().flatMap(LoadedRecording::unknown).toList();
        return new LoadedRecording(assembled, truth.incidents(), unknown, reader.notes());
    }

    private static Stream<Outage> unknown(Gap gap) {
        NodeId node = gap.node();
        // Of a kind that may overlap what is known of the process.
        return node != null && gap.from().equals(Instant.EPOCH) && gap.until().isAfter(gap.from())
                ? Stream.of(new Outage(node, Failure.MUTE, gap.from(), gap.until()))
                : Stream.empty();
    }

    /**
     * When nodes and links were out of service, by the settings of the first trace, or may have been: a down of such a
     * time is no mistake.
     */
    public List<Outage> outages() {
        Stream<Outage> known = incidents.outages(traces.get(0).header().heartbeat()).stream();
        return Stream.concat(unknown.stream(), known).toList();
    }
}
