package dev.telltale.dashboard.kit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The preferences on disk. A file that is missing or broken is as good as the defaults: no window fails over it. */
public final class PreferencesFile {
    private static final System.Logger LOG = System.getLogger(PreferencesFile.class.getName());
    private static final long MAX_BYTES = 64 * 1024;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path file;

    public PreferencesFile(Path file) {
        this.file = file;
    }

    /** Reads the disk; never on the FX thread. */
    public Preferences load() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Preferences.DEFAULT;
            }
            Preferences read = json.readValue(file.toFile(), Preferences.class);
            return read == null ? Preferences.DEFAULT : read;
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} is not readable, the defaults stand: {1}", file, e.getMessage());
            return Preferences.DEFAULT;
        }
    }

    /** Writes the disk; never on the FX thread. Whole or not at all. */
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
            LOG.log(Level.WARNING, "the window''s size and theme are not remembered in {0}: {1}", file, e.getMessage());
        }
    }
}
