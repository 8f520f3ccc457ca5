package dev.telltale.config;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads {@code cluster.json}. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads and checks the file.
     *
     * @throws ConfigException when its content cannot be used
     * @throws NoSuchFileException when it is not there
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static ClusterConfig read(Path file) throws ConfigException, NoSuchFileException {
        return parse(file.toString(), JsonFile.bytes(file, "a cluster's config"))
                .in(file.toAbsolutePath().resolveSibling(""));
    }

    /** The same for bytes that are already here; {@code name} stands in the complaints. */
    static ClusterConfig parse(String name, byte[] bytes) throws ConfigException {
        return JsonFile.parse(
                name,
                bytes,
                "the smallest config is {\"nodes\":[{\"id\":\"node1\",\"port\":8001}]}",
                json -> new ConfigReader(name, json).cluster());
    }
}
