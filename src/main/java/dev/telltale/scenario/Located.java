package dev.telltale.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.model.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that knows its line.
 *
 * @param text of a scalar; of an object or list what it is, in words
 * @param fields of an object, in their order
 * @param items of a list
 */
record Located(int line, Kind kind, String text, Map<String, Located> fields, List<Located> items) {
    enum Kind {
        OBJECT,
        LIST,
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        OTHER
    }

    /** The value that begins with the current token. The parser bounds the depth, the file its length. */
    static Located read(JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        Map<String, Located> fields = new LinkedHashMap<>();
        List<Located> items = new ArrayList<>();
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    json.nextToken();
                    fields.put(key, read(json));
                }
                yield new Located(line, Kind.OBJECT, "an object", fields, items);
            }
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(json));
                }
                yield new Located(line, Kind.LIST, "a list", fields, items);
            }
            case VALUE_STRING -> new Located(line, Kind.TEXT, json.getText(), fields, items);
            case VALUE_NUMBER_INT -> new Located(line, Kind.WHOLE_NUMBER, json.getText(), fields, items);
            case VALUE_NUMBER_FLOAT -> new Located(line, Kind.NUMBER, json.getText(), fields, items);
            default -> new Located(line, Kind.OTHER, json.getText(), fields, items);
        };
    }

    /** As it stands in a complaint. */
    String found() {
        return switch (kind) {
            case TEXT -> Quoted.of(text);
            default -> Quoted.plain(text, 20);
        };
    }
}
