package dev.telltale.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.telltale.model.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads {@code cluster.json}. It reads tokens, not objects: so every complaint can name its line, also one about how two
 * settings go together, and a node that a person starts by hand loads no object mapper.
 */
public final class ConfigFile {
    private static final long LARGEST_FILE = 1 << 20;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private ConfigFile() {}

    /**
     * Reads and checks the file.
     *
     * @throws ConfigException when its content cannot be used
     * @throws NoSuchFileException when it is not there
     * @throws UncheckedIOException when it cannot be read
     */
    public static ClusterConfig read(Path file) throws ConfigException, NoSuchFileException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ConfigException(file + ": larger than 1 MiB; this is not a cluster's config");
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The same for bytes that are already here; {@code name} stands in the complaints. */
    static ClusterConfig parse(String name, byte[] bytes) throws ConfigException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() == null) {
                throw new ConfigException(name
                        + ": the file is empty; the smallest config is {\"nodes\":[{\"id\":\"node1\",\"port\":8001}]}");
            }
            ClusterConfig config = new ConfigReader(name, json).cluster();
            if (json.nextToken() != null) {
                throw new ConfigException(name + ", line "
                        + json.currentTokenLocation().getLineNr() + ": something follows the closing brace; remove it");
            }
            return config;
        } catch (JsonProcessingException e) {
            throw new ConfigException(name + ", line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + complaint(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigException(name + ": is not text in UTF-8");
        }
    }

    private static String complaint(String original) {
        String first = Quoted.plain(original.lines().findFirst().orElse(""), 160);
        if (first.startsWith("Duplicate field")) {
            return "the key " + first.substring("Duplicate field ".length()).replace('\'', '"')
                    + " stands twice; keep one";
        }
        return "this is not JSON: " + first
                + (first.contains("}") || first.contains("]") ? " (is there a comma too many before it?)" : "");
    }
}
