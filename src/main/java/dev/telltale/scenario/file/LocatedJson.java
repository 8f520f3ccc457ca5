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
 * A JSON value that knows its line.
 *
 * @param text of a scalar; of an object or list what it is, in words
 * @param fields of an object, in their order
 * @param items of a list
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

    /** The value that begins with the current token. The parser bounds the depth, the file its length. */
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

    /** As it stands in a complaint. */
    String found() {
        return switch (kind) {
            case TEXT -> SafeText.of(text);
            default -> SafeText.plain(text, 20);
        };
    }
}
