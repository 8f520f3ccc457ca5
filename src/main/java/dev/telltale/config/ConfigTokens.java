package dev.telltale.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads values from the tokens of a config; reports invalid ones with their line and skips them. */
final class ConfigTokens {
    private final JsonParser json;
    private final FileErrors errors;

    ConfigTokens(JsonParser json, FileErrors errors) {
        this.json = json;
        this.errors = errors;
    }

    int line() {
        return json.currentTokenLocation().getLineNr();
    }

    /** The value of the text at the current token; null after an error was reported. */
    <T> @Nullable T value(String path, Function<String, T> reader) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            wrongValue(path, "this key takes a text in quotes");
            return null;
        }
        try {
            return reader.apply(json.getText());
        } catch (IllegalArgumentException e) {
            errors.add(line(), path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    boolean isA(JsonToken token, String path, String wanted) throws IOException {
        if (json.currentToken() == token) {
            return true;
        }
        wrongValue(path, "it must be " + wanted);
        return false;
    }

    void unknownKey(String path, String known) throws IOException {
        errors.add(line(), SafeText.plain(path, 80), "this key is unknown", "the keys here are " + known);
        json.skipChildren();
    }

    void wrongValue(String path, String right) throws IOException {
        errors.add(line(), path, "found " + found(), right);
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
