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
 * Reads hand-written JSON with comments. Token by token instead of with an object mapper: so every error can name its
 * line, and a node that is started by hand loads no object mapper.
 */
public final class JsonFile {
    private static final int MAX_FILE_BYTES = 1 << 20;
    /** No valid file of this program is nested deeper than 6. */
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

    /** Reads a value from the tokens; the first one is already current. */
    @FunctionalInterface
    public interface Body<T> {
        T read(JsonParser json) throws IOException, ConfigException;
    }

    /**
     * Reads a file of at most 1 MiB.
     *
     * @param kind the expected content, for the error message: "a cluster's config"
     * @throws ConfigException if it is larger
     * @throws NoSuchFileException if it does not exist
     * @throws UncheckedIOException if it cannot be read
     */
    public static byte[] bytes(Path file, String kind) throws ConfigException, NoSuchFileException {
        try (InputStream in = Files.newInputStream(file)) {
            // Files.size does not help: it is 0 for a pipe or a device.
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
     * Parses a document that is exactly one value.
     *
     * @param name file name in error messages
     * @param smallest example of the smallest valid content, for the error message about an empty file
     * @throws ConfigException if it is not JSON, or the body reports errors
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
            throw new ConfigException(name + place(e.getLocation()) + ": " + message(e));
        } catch (IOException e) {
            throw new ConfigException(name + ": is not text in UTF-8");
        }
    }

    /** The place of a syntax error; empty if the parser does not know it. */
    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String message(JsonProcessingException failure) {
        String first =
                SafeText.plain(failure.getOriginalMessage().lines().findFirst().orElse(""), 160);
        if (failure instanceof StreamConstraintsException) {
            return "lists and objects are nested more than " + MAX_DEPTH
                    + " deep, or a number is longer than 1000 digits; no valid file needs that";
        }
        if (failure instanceof JsonEOFException) {
            return "the file ends in the middle of a value; is its end missing, or a closing bracket or quote?";
        }
        if (first.startsWith("Non-standard token")) {
            return "NaN, INF and Infinity are not numbers in JSON; write a number";
        }
        if (first.startsWith("Duplicate field")) {
            return "the key " + first.substring("Duplicate field ".length()).replace('\'', '"')
                    + " occurs twice; keep one";
        }
        return "this is not JSON: " + first
                + (first.contains("}") || first.contains("]") ? " (is there an extra comma before it?)" : "");
    }
}
