package dev.telltale.config;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads {@code cluster.json}. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads and validates the file. Relative paths in it are resolved against its folder.
     *
     * @throws ConfigException if its content is not valid
     * @throws NoSuchFileException if it does not exist
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static ClusterConfig read(Path file) throws ConfigException, NoSuchFileException {
        return parse(file.toString(), JsonFile.bytes(file, "a cluster's config"))
                .in(file.toAbsolutePath().resolveSibling(""));
    }

    /** Parses the content of a file; {@code name} is the file name in error messages. */
    static ClusterConfig parse(String name, byte[] bytes) throws ConfigException {
        return JsonFile.parse(
                name,
                bytes,
                "the smallest config is {\"nodes\":[{\"id\":\"node1\",\"port\":8001}]}",
                json -> new ConfigReader(name, json).cluster());
    }
}
