package dev.telltale.scenario.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.config.ConfigException;
import dev.telltale.config.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a JSON file of this program contains. */
public enum FileKind {
    /** A cluster: it has a list of nodes, or the key {@code cluster}. */
    CONFIG,
    /** Every other file, also one that is not valid JSON. */
    SCENARIO;

    /** The kind by the content of the file; its name does not matter. Blocks. */
    public static FileKind of(Path file) {
        try {
            return JsonFile.parse(file.toString(), JsonFile.bytes(file, "a scenario"), "", FileKind::of);
        } catch (ConfigException | NoSuchFileException | UncheckedIOException unreadable) {
            // The reader of scenarios reports the problem.
            return SCENARIO;
        }
    }

    private static FileKind of(JsonParser json) throws IOException {
        FileKind kind = SCENARIO;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            boolean isList = json.nextToken() == JsonToken.START_ARRAY;
            if (key.equals("cluster") || (key.equals("nodes") && isList)) {
                kind = CONFIG;
            }
            json.skipChildren();
        }
        return kind;
    }
}
