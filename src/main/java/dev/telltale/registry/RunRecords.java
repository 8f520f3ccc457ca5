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
 * The run records of all nodes of this user on this machine: one small file per node process. A node writes its own and
 * removes it at its end. The record of a killed node is stale and deleted by the next reader, unless it comes from
 * another machine or container. All methods read or write files. Any thread.
 */
public final class RunRecords {
    private static final Logger LOG = Logger.getLogger(RunRecords.class.getName());
    private static final int MAX_FILE_BYTES = 4_096;

    private final Path folder;

    /** @param folder created, private to this user, when the first record is written */
    public RunRecords(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /**
     * Writes the record atomically.
     *
     * @throws IOException with one sentence
     */
    public void write(RunRecord record) throws IOException {
        PrivateFolder.createIfMissing(folder);
        // The PID makes the name unique without the cost of loading a random generator.
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
     * Writes the record if its file is missing or has other content: cleaners of temporary folders or the end of a
     * login session may delete it, and a process of another container may have had the same id and PID.
     *
     * @throws IOException with one sentence
     */
    public void writeIfChanged(RunRecord record) throws IOException {
        byte[] current = bytes(file(record)).orElse(null);
        if (!Arrays.equals(current, RunRecordJson.write(record))) {
            write(record);
        }
    }

    public void remove(RunRecord record) {
        remove(record.id(), record.pid());
    }

    /** The records of live processes, ordered by id and start. Deletes stale records. */
    public List<RunRecord> live() {
        return live(name -> true);
    }

    /** The same for one id; more than one if it was started more than once. */
    public List<RunRecord> live(NodeId id) {
        return live(name -> name.startsWith(id + "-")).stream()
                .filter(record -> record.id().equals(id))
                .toList();
    }

    /** The records of this id from other machines and containers, whose processes cannot be checked from here. */
    public List<RunRecord> fromElsewhere(NodeId id) {
        return read(name -> name.startsWith(id + "-")).stream()
                .filter(record -> record.id().equals(id) && !record.isStaleWithoutProcess())
                .toList();
    }

    /** Whether the process is alive. A node that leaves deletes its record some time before its process ends. */
    public boolean isAlive(RunRecord record) {
        return record.process().isPresent();
    }

    /** Sends SIGKILL if the record's process is alive. */
    public SignalResult kill(RunRecord record) {
        return signal(record, ProcessHandle::destroyForcibly, () -> {});
    }

    /** Sends SIGTERM if the record's process is alive. */
    public SignalResult terminate(RunRecord record) {
        return signal(record, ProcessHandle::destroy, () -> {});
    }

    /** Deletes the record, unless another machine or container has replaced it. */
    public void remove(NodeId id, long pid) {
        Path file = folder.resolve(RunRecord.fileName(id, pid));
        // A process in another container may have the same id and PID.
        if (bytes(file)
                .flatMap(RunRecordJson::read)
                .filter(record -> !record.isStaleWithoutProcess())
                .isEmpty()) {
            delete(file);
        }
    }

    /**
     * Signals the process of the record, if its PID was not reused. Deletes a stale record.
     *
     * @param justBefore runs after the last check, immediately before the signal
     */
    public SignalResult signal(RunRecord record, Predicate<ProcessHandle> signal, Runnable justBefore) {
        if (record.pid() == ProcessHandle.current().pid()) {
            return SignalResult.REFUSED;
        }
        // The handle has the start time, and the JDK compares it again when it sends the signal.
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
                    // A record with another's file name is ignored: otherwise it could cause the deletion of that file.
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

    /** The content; empty if the file is missing (perhaps deleted since it was listed) or too long for a record. */
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
            LOG.log(Level.FINE, "a stale run record was not deleted", e);
        }
    }

    private Path file(RunRecord record) {
        return folder.resolve(record.fileName());
    }
}
