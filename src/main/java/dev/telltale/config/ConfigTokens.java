package dev.telltale.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tokens of a config as values; one that cannot be used is complained about, with its line, and passed over. */
final class ConfigTokens {
    private final JsonParser json;
    private final FileErrors complaints;

    ConfigTokens(JsonParser json, FileErrors complaints) {
        this.json = json;
        this.complaints = complaints;
    }

    int line() {
        return json.currentTokenLocation().getLineNr();
    }

    /** What the reader makes of the text here; null after a complaint. */
    <T> @Nullable T value(String path, Function<String, T> reader) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            complainOfValue(path, "this key takes a text in quotes");
            return null;
        }
        try {
            return reader.apply(json.getText());
        } catch (IllegalArgumentException e) {
            complaints.add(line(), path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    boolean isA(JsonToken token, String path, String wanted) throws IOException {
        if (json.currentToken() == token) {
            return true;
        }
        complainOfValue(path, "it must be " + wanted);
        return false;
    }

    void unknownKey(String path, String known) throws IOException {
        complaints.add(line(), SafeText.plain(path, 80), "this key is unknown", "the keys here are " + known);
        json.skipChildren();
    }

    void complainOfValue(String path, String right) throws IOException {
        complaints.add(line(), path, "found " + found(), right);
        json.skipChildren();
    }

    private String found() throws IOException {
        @Nullable String text = json.currentToken().isScalarValue() ? json.getText() : null;
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> SafeText.of(String.valueOf(text));
            default -> SafeText.plain(String.valueOf(text), 20);
        };
    }
}
