package dev.telltale.scenario.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value with its line number.
 *
 * @param line from 1
 * @param text the value of a scalar; "an object" or "a list" for others
 * @param fields the fields of an object, in their order; otherwise empty
 * @param items the items of a list; otherwise empty
 */
record LocatedJson(int line, Kind kind, String text, Map<String, LocatedJson> fields, List<LocatedJson> items) {
    enum Kind {
        OBJECT,
        LIST,
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        OTHER
    }

    /** Reads the value that begins with the current token. The parser limits the depth, the caller the length. */
    static LocatedJson read(JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        Map<String, LocatedJson> fields = new LinkedHashMap<>();
        List<LocatedJson> items = new ArrayList<>();
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    json.nextToken();
                    fields.put(key, read(json));
                }
                yield new LocatedJson(line, Kind.OBJECT, "an object", fields, items);
            }
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(json));
                }
                yield new LocatedJson(line, Kind.LIST, "a list", fields, items);
            }
            case VALUE_STRING -> new LocatedJson(line, Kind.TEXT, json.getText(), fields, items);
            case VALUE_NUMBER_INT -> new LocatedJson(line, Kind.WHOLE_NUMBER, json.getText(), fields, items);
            case VALUE_NUMBER_FLOAT -> new LocatedJson(line, Kind.NUMBER, json.getText(), fields, items);
            default -> new LocatedJson(line, Kind.OTHER, json.getText(), fields, items);
        };
    }

    /** The value as text for an error message: shortened and without control characters. */
    String found() {
        return switch (kind) {
            case TEXT -> SafeText.of(text);
            default -> SafeText.plain(text, 20);
        };
    }
}
