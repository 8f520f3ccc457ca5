package dev.telltale.dashboard.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The config files that were opened last, on disk. A missing or unreadable file means none; errors are logged and never
 * thrown. Blocks; not on the FX thread.
 */
public final class RecentConfigs {
    private static final System.Logger LOG = System.getLogger(RecentConfigs.class.getName());
    private static final int MAX_FILES = 5;
    private static final long MAX_BYTES = 64 * 1024;

    private final ObjectMapper json = new ObjectMapper();
    private final Path list;

    /** @param list the file with their paths, a JSON array */
    public RecentConfigs(Path list) {
        this.list = list;
    }

    /** At most five files that exist now, newest first. */
    public synchronized List<Path> load() {
        try {
            if (!Files.isRegularFile(list) || Files.size(list) > MAX_BYTES) {
                return List.of();
            }
            String[] paths = json.readValue(list.toFile(), String[].class);
            return Stream.of(paths == null ? new String[0] : paths)
                    .filter(Objects::nonNull)
                    .map(Path::of)
                    .filter(Files::isRegularFile)
                    .limit(MAX_FILES)
                    .toList();
        } catch (IOException | InvalidPathException e) {
            LOG.log(Level.INFO, "{0} is not readable: {1}", list, e.getMessage());
            return List.of();
        }
    }

    /** Adds the file as the newest one, and returns them all. */
    public synchronized List<Path> add(Path config) {
        Path added = config.toAbsolutePath().normalize();
        List<Path> all = Stream.concat(Stream.of(added), load().stream().filter(file -> !file.equals(added)))
                .limit(MAX_FILES)
                .toList();
        try {
            Path folder = list.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, list.getFileName().toString(), ".new");
            try {
                json.writeValue(fresh.toFile(), all.stream().map(Path::toString).toList());
                Files.move(fresh, list, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot save the recent configs to {0}: {1}", list, e.getMessage());
        }
        return all;
    }
}
