package dev.telltale.scenario.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telltale.config.FileErrors;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The content of a file with the line of each value, and the errors found in it. A path is like "steps[2].node". */
final class JsonDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Integer> lines = new HashMap<>();
    private final FileErrors errors;
    private final JsonNode root;

    /** Reads the value that begins with the current token. The parser limits the depth, the caller the length. */
    JsonDocument(String file, JsonParser json) throws IOException {
        errors = new FileErrors(file);
        root = read(json, "");
    }

    JsonNode root() {
        return root;
    }

    FileErrors errors() {
        return errors;
    }

    /** Adds an error on the line of the value at the path, or of the object around it if there is none. */
    void problem(String path, String what) {
        Integer line = lines.get(path);
        String around = path.substring(0, Math.max(0, path.lastIndexOf('.')));
        errors.add(line == null ? lines.getOrDefault(around, 1) : line, path, what);
    }

    /** The path of a field of the object at a path. */
    static String at(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private JsonNode read(JsonParser json, String path) throws IOException {
        lines.put(path, json.currentTokenLocation().getLineNr());
        if (json.isExpectedStartObjectToken()) {
            ObjectNode object = MAPPER.createObjectNode();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                object.set(key, read(json, at(path, key)));
            }
            return object;
        }
        if (json.isExpectedStartArrayToken()) {
            ArrayNode list = MAPPER.createArrayNode();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                // Steps are counted from 1.
                list.add(read(json, path + "[" + (list.size() + 1) + "]"));
            }
            return list;
        }
        return MAPPER.readTree(json);
    }
}
