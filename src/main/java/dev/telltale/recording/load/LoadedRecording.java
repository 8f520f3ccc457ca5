package dev.telltale.recording.load;

import dev.telltale.fault.FaultId;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingReader;
import dev.telltale.trace.NodeTrace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        var truth = new TruthLines();
        reader.events(Instant.MIN, Instant.MAX, event -> event.match(truth));
        List<NodeTrace> assembled = traces.assembled(folderOrFile);
        if (assembled.isEmpty()) {
            throw new RecordingException(folderOrFile + " has no attempt of a node yet");
        }
        return new LoadedRecording(assembled, truth.incidents(), truth.unknown, reader.notes());
    }

    /**
     * When nodes and links were out of service, by the settings of the first trace, or may have been: a down of such a
     * time is no mistake.
     */
    public List<Outage> outages() {
        Stream<Outage> known = incidents.outages(traces.get(0).header().heartbeat()).stream();
        return Stream.concat(unknown.stream(), known).toList();
    }

    /** Collects the ground truth; of a fault the newest line counts. */
    private static final class TruthLines implements RecordedEvent.Cases<Boolean, RuntimeException> {
        private final List<ProcessEvent> processes = new ArrayList<>();
        private final Map<FaultId, FaultInterval> faults = new LinkedHashMap<>();
        private final List<Outage> unknown = new ArrayList<>();

        Incidents incidents() {
            return new Incidents(processes, List.copyOf(faults.values()));
        }

        @Override
        public Boolean process(ProcessEvent event) {
            return processes.add(event);
        }

        @Override
        public Boolean fault(FaultInterval interval) {
            faults.put(interval.fault().id(), interval);
            return true;
        }

        @Override
        public Boolean settings(RecordingInfo info) {
            return false;
        }

        @Override
        public Boolean status(Transition change) {
            return false;
        }

        @Override
        public Boolean verdict(VerdictChange change) {
            return false;
        }

        @Override
        public Boolean gap(RecordedEvent.Gap gap) {
            NodeId node = gap.node();
            // Of a kind that may overlap what is known of the process.
            return node != null
                    && gap.from().equals(Instant.EPOCH)
                    && unknown.add(new Outage(node, Failure.MUTE, gap.from(), gap.until()));
        }
    }
}
