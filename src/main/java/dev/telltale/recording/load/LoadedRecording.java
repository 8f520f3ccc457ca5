package dev.telltale.recording.load;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.history.RecordedTruth;
import dev.telltale.text.DurationFormat;
import dev.telltale.trace.NodeTrace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    /** Bytes in memory for each byte of a file. */
    private static final int MEMORY_OF_BYTE = 32;

    public LoadedRecording {
        traces = List.copyOf(traces);
        unknown = List.copyOf(unknown);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a recording: of its traces as much as fits into half of this program's memory, the newest. Blocks.
     *
     * @param folderOrFile the folder, or one segment of attempts, which says nothing of incidents
     * @throws RecordingException with one sentence, if it is none, is broken, or has no attempt
     */
    public static LoadedRecording read(Path folderOrFile) throws RecordingException {
        return read(folderOrFile, Runtime.getRuntime().maxMemory() / 2 / MEMORY_OF_BYTE);
    }

    /** @param maxBytes of the files of attempts */
    static LoadedRecording read(Path folderOrFile, long maxBytes) throws RecordingException {
        var reader = new RecordingReader(folderOrFile);
        var truth = new RecordedTruth();
        reader.incidents(event -> event.match(truth));
        List<String> notes = new ArrayList<>();
        Optional<Instant> end = reader.readUntil(List.of()).values().stream().max(Comparator.naturalOrder());
        Instant from = end.isEmpty() ? Instant.MIN : reader.newestAttempts(maxBytes, end.get());
        var traces = new TraceAssembly();
        reader.attempts(from, Instant.MAX, traces::add);
        List<NodeTrace> assembled = traces.assembled(folderOrFile);
        if (assembled.isEmpty()) {
            throw new RecordingException(folderOrFile + " has no attempt of a node yet");
        }
        if (from.isAfter(Instant.MIN)) {
            notes.add("only what was recorded since " + DurationFormat.full(from, ZoneId.systemDefault())
                    + " is used: more does not fit into the memory of this program");
        }
        notes.addAll(reader.notes());
        List<Outage> unknown =
                truth.gaps().stream().flatMap(LoadedRecording::unknown).toList();
        return new LoadedRecording(assembled, truth.incidents(), unknown, notes);
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
