package dev.telltale.dashboard.kit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The preferences on disk. A missing or unreadable file means the defaults; errors are logged and never thrown. */
public final class PreferencesFile {
    private static final System.Logger LOG = System.getLogger(PreferencesFile.class.getName());
    private static final long MAX_BYTES = 64 * 1024;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path file;

    public PreferencesFile(Path file) {
        this.file = file;
    }

    /** Reads the file, at most 64 KiB. Blocks; not on the FX thread. */
    public Preferences load() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Preferences.DEFAULT;
            }
            Preferences read = json.readValue(file.toFile(), Preferences.class);
            return read == null ? Preferences.DEFAULT : read;
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} is not readable, using the defaults: {1}", file, e.getMessage());
            return Preferences.DEFAULT;
        }
    }

    /** Replaces the file by a rename, so that it is never half written. Blocks; not on the FX thread. */
    public void save(Preferences preferences) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
            try {
                json.writeValue(fresh.toFile(), preferences);
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot save the size and theme of the window to {0}: {1}", file, e.getMessage());
        }
    }
}
