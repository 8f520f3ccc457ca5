package dev.telltale.dashboard.recording;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.history.RecordedHistory;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A recording that the window shows: its changes, and its traces once something asks for them. */
public final class OpenedRecording {
    private static final String INFO_FILE = "recording.json";
    private static final long NANOS_OF_MICRO = 1_000;

    private final Path path;
    private final RecordedHistory history;
    private @Nullable CompletableFuture<LoadedRecording> traces;

    private OpenedRecording(Path path, RecordedHistory history) {
        this.path = path;
        this.history = history;
    }

    /**
     * Reads the changes of a recording. Blocks; not on the FX thread.
     *
     * @param folderOrFile the folder, any file in it, or a segment of changes that lies elsewhere
     * @throws RecordingException with one sentence, if it is none or broken
     */
    public static OpenedRecording read(Path folderOrFile) throws RecordingException {
        Path file = folderOrFile.toAbsolutePath().normalize();
        Path folder = file.getParent();
        Path opened =
                !Files.isDirectory(file) && folder != null && Files.exists(folder.resolve(INFO_FILE)) ? folder : file;
        return new OpenedRecording(opened, RecordedHistory.read(opened, Instant.MIN));
    }

    /** Whether a person who drops this file means a recording, by its name only. */
    public static boolean isMeant(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isDirectory(file) || name.equals(INFO_FILE) || name.endsWith(".ttr") || name.endsWith(".jsonl");
    }

    public Path path() {
        return path;
    }

    public RecordedHistory history() {
        return history;
    }

    /** The recorded cluster with its newest settings. */
    public ClusterConfig config() {
        var info = history.info();
        return new ClusterConfig(info.cluster(), info.heartbeat(), info.detection(), info.members());
    }

    /** Monotonic time of a recording counts from 1970, like its wall time. */
    public static ClockReading reading(Instant at) {
        return new ClockReading(WallMicros.of(at) * NANOS_OF_MICRO, at);
    }

    /**
     * The processes, which take no command.
     *
     * @param shown the instant at which they are asked for; null for the end; FX thread
     */
    public ProcessControl processes(Supplier<@Nullable Instant> shown) {
        return new RecordedProcesses(history, shown);
    }

    /** The faults, to which none can be added. */
    public FaultControl faults() {
        return new RecordedFaults(history.incidents().faults());
    }

    /** The changes of all verdicts, of each detector in order. */
    public List<VerdictChange> verdicts() {
        return DetectorKind.ALL.stream()
                .flatMap(detector -> history.statuses().journal(detector).all().stream()
                        .filter(change -> change.from() != change.to())
                        .map(change -> new VerdictChange(
                                change.at(),
                                change.observer(),
                                change.subject(),
                                detector,
                                change.from(),
                                change.to(),
                                change.returned().silence())))
                .toList();
    }

    /**
     * The traces of the nodes, about 300 bytes for each attempt, which are read at the first call on a thread of their own.
     * Fails with a {@link RecordingException} of one sentence. FX thread only; completes on another one.
     */
    public CompletableFuture<LoadedRecording> traces() {
        CompletableFuture<LoadedRecording> read = traces;
        if (read == null) {
            read = CompletableFuture.supplyAsync(this::load, Background.threads("panel-traces"));
            traces = read;
        }
        return read;
    }

    private LoadedRecording load() {
        try {
            return LoadedRecording.read(path);
        } catch (RecordingException e) {
            throw new CompletionException(e);
        }
    }
}
