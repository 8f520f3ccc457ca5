package dev.telltale.recording;

import dev.telltale.platform.HeldFile;
import dev.telltale.platform.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a recording that one recorder at a time holds, with the file of its settings. One thread. */
final class HeldFolder implements AutoCloseable {
    static final String INFO_FILE = "recording.json";
    private static final String LOCK_FILE = "recording.lock";
    private static final Logger LOG = Logger.getLogger(HeldFolder.class.getName());

    private final Path folder;
    private final RecordingInfo info;
    private final AppendFile.Creator files;
    private @Nullable HeldFile lock;
    private boolean wasHeld;

    HeldFolder(Path folder, RecordingInfo info, AppendFile.Creator files) {
        this.folder = folder;
        this.info = info;
        this.files = files;
    }

    /**
     * Holds the folder; makes it, and the file of the settings, if they are missing. Does nothing if it is held.
     *
     * @throws RecordingException if another recorder holds it, if it has something else, or if it cannot be written
     */
    void hold() throws RecordingException {
        if (lock != null && Files.exists(folder.resolve(LOCK_FILE))) {
            return;
        }
        close();
        try {
            makeOrCheck();
            lock = HeldFile.hold(folder.resolve(LOCK_FILE));
            writeOrCheckInfo();
            wasHeld = true;
        } catch (HeldFile.HeldException other) {
            throw new RecordingException.Held(String.valueOf(other.getMessage()), folder);
        } catch (IOException e) {
            close();
            throw e instanceof RecordingException ours
                    ? ours
                    : new RecordingException(folder + " cannot be written: " + RecordingException.reason(e), e);
        }
    }

    /** @throws RecordingException if the folder exists and has files */
    static void requireEmpty(Path folder) throws RecordingException {
        try (Stream<Path> content = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            if (content.findAny().isPresent()) {
                throw new RecordingException(folder + " is not empty; name another folder");
            }
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException(folder + " cannot be read: " + RecordingException.reason(e), e);
        }
    }

    private void makeOrCheck() throws IOException {
        if (Files.isDirectory(folder)) {
            if (!Files.exists(folder.resolve(INFO_FILE)) && hasOtherFiles()) {
                throw new RecordingException(folder + " is not empty and is no recording; name another folder");
            }
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        // Not the missing parents of a folder that was there: its disk may be gone.
        if (wasHeld && parent != null && !Files.isDirectory(parent)) {
            throw new RecordingException("the folder " + parent + " is gone");
        }
        PrivateFolder.createIfMissing(folder);
    }

    private boolean hasOtherFiles() throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.anyMatch(file -> !file.endsWith(LOCK_FILE));
        }
    }

    private void writeOrCheckInfo() throws IOException {
        Path file = folder.resolve(INFO_FILE);
        if (Files.exists(file)) {
            RecordingInfo before = RecordingReader.info(file);
            if (!before.cluster().equals(info.cluster())) {
                throw new RecordingException(folder + " is a recording of the cluster " + before.cluster() + ", not of "
                        + info.cluster() + "; name another folder");
            }
            return;
        }
        Path part = folder.resolve(INFO_FILE + ".tmp");
        Files.deleteIfExists(part);
        try (AppendFile out = files.create(part)) {
            out.append(EventWriter.line(new RecordedEvent.Settings(info)));
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets other recorders hold the folder. */
    @Override
    public void close() {
        HeldFile released = lock;
        lock = null;
        try {
            if (released != null) {
                released.close();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "the lock of a recording was not released", e);
        }
    }
}
