package dev.telltale.dashboard.incident;

import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.Interval;
import dev.telltale.model.NodeId;
import dev.telltale.platform.PrivateFolder;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.recording.live.RecordingFolders;
import dev.telltale.report.SpanFiles;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The recordings of a cluster that this user has made on this machine, by a window or by the command line, and when a
 * window last showed it; or one recording that is shown in place of a cluster. Every method reads or writes files: not
 * for the FX thread.
 */
public final class ClusterRecordings {
    /** As long as recordings are kept. */
    private static final Duration LENGTH = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(ClusterRecordings.class.getName());

    private final List<NodeId> nodes;
    private final Source source;
    private final TimeSource clock;
    private final @Nullable Path seenFile;

    /** Where the recordings are. */
    private interface Source {
        List<Path> recordings() throws IOException;
    }

    private ClusterRecordings(List<NodeId> nodes, Source source, TimeSource clock, @Nullable Path seenFile) {
        this.nodes = nodes;
        this.source = source;
        this.clock = clock;
        this.seenFile = seenFile;
    }

    /**
     * All recordings of a cluster.
     *
     * @param state the folder for the state of this user's programs
     */
    public static ClusterRecordings of(ClusterConfig cluster, Path state, TimeSource clock) {
        var folders = new RecordingFolders(state);
        Path seenFile = state.resolve(cluster.cluster()).resolve("window-closed");
        return new ClusterRecordings(cluster.ids(), () -> folders.all(cluster), clock, seenFile);
    }

    /**
     * One recording.
     *
     * @param end of the recording, from which the availabilities count back
     */
    public static ClusterRecordings of(ClusterConfig recorded, Path recording, Instant end) {
        return new ClusterRecordings(recorded.ids(), () -> List.of(recording), () -> new ClockReading(0, end), null);
    }

    /** What was recorded in the last 30 days. */
    PastIncidents past() {
        Instant now = clock.now().wall();
        try {
            return PastIncidents.read(source.recordings(), nodes, now.minus(LENGTH), now);
        } catch (IOException e) {
            return new PastIncidents(List.of(), List.of(), List.of(), List.of(RecordingException.reason(e)));
        }
    }

    /**
     * Writes a part of the first recording that has it, the newest one first.
     *
     * @throws IOException with one sentence, if none has it or if the file cannot be written
     */
    void export(Interval span, Path file) throws IOException {
        List<Path> newestFirst = new ArrayList<>(source.recordings());
        Collections.reverse(newestFirst);
        RecordingException first = new RecordingException("there is no recording of this time");
        for (Path recording : newestFirst) {
            try {
                SpanFiles.write(recording, span, file);
                return;
            } catch (RecordingException notThisOne) {
                first = notThisOne;
            }
        }
        throw first;
    }

    /** When a window last closed that showed this cluster; empty if that is not known. */
    Optional<Instant> lastClosed() {
        if (seenFile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(Files.readString(seenFile).strip()));
        } catch (IOException | DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** Keeps the time at which this window was closed. */
    public void closed() {
        if (seenFile == null) {
            return;
        }
        try {
            Path folder = seenFile.getParent();
            if (folder != null) {
                PrivateFolder.createIfMissing(folder);
            }
            Files.writeString(seenFile, clock.now().wall() + "\n");
        } catch (IOException e) {
            LOG.log(Level.FINE, "when the window was closed is not kept", e);
        }
    }
}
