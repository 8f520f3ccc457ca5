package dev.telltale.registry;

import dev.telltale.model.NodeId;
import dev.telltale.platform.PrivateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The run records of all nodes of this user on this machine, one small file per node process. A node writes its own and
 * removes it at its end; one that was killed leaves a stale record, which the next reader removes, unless it was written where
 * PIDs mean other processes. Any thread.
 */
public final class RunRecords {
    private static final Logger LOG = Logger.getLogger(RunRecords.class.getName());
    private static final int MAX_FILE_BYTES = 4_096;

    private final Path folder;

    /** The folder is made, private to this user, when the first record is written. */
    public RunRecords(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /**
     * Writes it whole or not at all.
     *
     * @throws IOException with one sentence
     */
    public void write(RunRecord record) throws IOException {
        PrivateFolder.make(folder);
        // Named after the process, which is unique enough and spares it the start of a random generator.
        Path part = folder.resolve("." + record.fileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.createFile(part, PrivateFolder.attributes(folder, "rw-------"));
            Files.write(part, RunRecordJson.write(record));
            Files.move(part, file(record), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Writes it if the file is gone or has other content: cleaners of temporary folders and ends of sessions remove what a
     * running node needs, and a process of another container may have had the same id and PID.
     *
     * @throws IOException with one sentence
     */
    public void keep(RunRecord record) throws IOException {
        byte[] left = bytes(file(record)).orElse(null);
        if (!Arrays.equals(left, RunRecordJson.write(record))) {
            write(record);
        }
    }

    public void remove(RunRecord record) {
        remove(record.id(), record.pid());
    }

    /** The records of processes that live, ordered by id and start. */
    public List<RunRecord> live() {
        return live(name -> true);
    }

    /** The same of one id; more than one when somebody started it more than once. */
    public List<RunRecord> live(NodeId id) {
        return live(name -> name.startsWith(id + "-")).stream()
                .filter(record -> record.id().equals(id))
                .toList();
    }

    /** The records of this id that were left here from other containers and machines, in which PIDs mean other processes. */
    public List<RunRecord> fromElsewhere(NodeId id) {
        return read(name -> name.startsWith(id + "-")).stream()
                .filter(record -> record.id().equals(id) && !record.isStaleWithoutProcess())
                .toList();
    }

    /** Whether its process still lives. A node that leaves takes its record away first, and then has things to end. */
    public boolean isAlive(RunRecord record) {
        return record.process().isPresent();
    }

    /** SIGKILL, if the record's process still lives. */
    public SignalResult kill(RunRecord record) {
        return signal(record, ProcessHandle::destroyForcibly, () -> {});
    }

    /** SIGTERM, if the record's process still lives. */
    public SignalResult terminate(RunRecord record) {
        return signal(record, ProcessHandle::destroy, () -> {});
    }

    public void remove(NodeId id, long pid) {
        Path file = folder.resolve(RunRecord.fileName(id, pid));
        // In another container a process may have the same id and PID.
        if (bytes(file)
                .flatMap(RunRecordJson::read)
                .filter(record -> !record.isStaleWithoutProcess())
                .isEmpty()) {
            delete(file);
        }
    }

    /**
     * Signals the process of the record, if it still is the one that was recorded.
     *
     * @param justBefore runs after the last check and immediately before the signal
     */
    public SignalResult signal(RunRecord record, Predicate<ProcessHandle> signal, Runnable justBefore) {
        if (record.pid() == ProcessHandle.current().pid()) {
            return SignalResult.REFUSED;
        }
        // The handle holds the start that it saw, and the JDK compares it once more when it sends the signal.
        Optional<ProcessHandle> process = record.process();
        if (process.isEmpty()) {
            removeStale(record);
            return ProcessHandle.of(record.pid()).isPresent() ? SignalResult.RECYCLED : SignalResult.GONE;
        }
        justBefore.run();
        if (signal.test(process.get())) {
            return SignalResult.SENT;
        }
        return process.get().isAlive() ? SignalResult.REFUSED : SignalResult.GONE;
    }

    private List<RunRecord> live(Predicate<String> wanted) {
        return read(wanted).stream().filter(this::isLive).toList();
    }

    private List<RunRecord> read(Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RunRecord> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (wanted.test(name)) {
                    // A record under another's name is no record: it could get that other one deleted.
                    bytes(file)
                            .flatMap(RunRecordJson::read)
                            .filter(record -> record.fileName().equals(name))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(Level.FINE, "run records cannot be read", e);
        }
        found.sort(Comparator.comparing(RunRecord::id).thenComparing(RunRecord::start));
        return found;
    }

    private boolean isLive(RunRecord record) {
        boolean isLive = record.process().isPresent();
        if (!isLive) {
            removeStale(record);
        }
        return isLive;
    }

    private void removeStale(RunRecord record) {
        if (record.isStaleWithoutProcess()) {
            delete(file(record));
        }
    }

    /** What is in the file; empty if it is not there, as when it was removed since it was listed, or is no record. */
    private static Optional<byte[]> bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES);
            return bytes.length == MAX_FILE_BYTES ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.FINE, "a stale run record stays", e);
        }
    }

    private Path file(RunRecord record) {
        return folder.resolve(record.fileName());
    }
}
