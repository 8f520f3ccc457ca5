package dev.telltale.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * JSON that people write, with comments. It is read by tokens, not objects: so every complaint can name its line, also one
 * about how two settings go together, and a node that a person starts by hand loads no object mapper.
 */
public final class JsonFile {
    private static final int MAX_FILE_BYTES = 1 << 20;
    /** No file that people write for this program is nested deeper than 6. */
    private static final int MAX_DEPTH = 16;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonFile() {}

    /** Makes a value of the tokens; the first token is current already. */
    @FunctionalInterface
    public interface Body<T> {
        T read(JsonParser json) throws IOException, ConfigException;
    }

    /**
     * The whole file.
     *
     * @param kind what it should be: "a cluster's config"
     * @throws ConfigException when it is too large to be that
     * @throws NoSuchFileException when it is not there
     * @throws UncheckedIOException when it cannot be read
     */
    public static byte[] bytes(Path file, String kind) throws ConfigException, NoSuchFileException {
        try (InputStream in = Files.newInputStream(file)) {
            // Its size says nothing: that of a pipe or a device is 0.
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new ConfigException(file + ": larger than 1 MiB; this is not " + kind);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Reads one value and nothing after it.
     *
     * @param name stands in the complaints
     * @param smallest what would be right where there is nothing
     */
    public static <T> T parse(String name, byte[] bytes, String smallest, Body<T> body) throws ConfigException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() == null) {
                throw new ConfigException(name + ": the file is empty; " + smallest);
            }
            T value = body.read(json);
            if (json.nextToken() != null) {
                throw new ConfigException(name + ", line "
                        + json.currentTokenLocation().getLineNr() + ": something follows the closing brace; remove it");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new ConfigException(name + place(e.getLocation()) + ": " + complaint(e));
        } catch (IOException e) {
            throw new ConfigException(name + ": is not text in UTF-8");
        }
    }

    /** Of some failures the parser does not say where they are. */
    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String complaint(JsonProcessingException failure) {
        String first =
                SafeText.plain(failure.getOriginalMessage().lines().findFirst().orElse(""), 160);
        if (failure instanceof StreamConstraintsException) {
            return "lists and objects are nested more than " + MAX_DEPTH
                    + " deep, or a number is longer than 1000 digits;" + " nothing here needs that";
        }
        if (failure instanceof JsonEOFException) {
            return "the file ends in the middle of a value; is its end missing, or a closing bracket or quote?";
        }
        if (first.startsWith("Non-standard token")) {
            return "NaN, INF and Infinity are no numbers in JSON; write a number";
        }
        if (first.startsWith("Duplicate field")) {
            return "the key " + first.substring("Duplicate field ".length()).replace('\'', '"')
                    + " stands twice; keep one";
        }
        return "this is not JSON: " + first
                + (first.contains("}") || first.contains("]") ? " (is there a comma too many before it?)" : "");
    }
}
