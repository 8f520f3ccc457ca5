package dev.telltale.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object of a scenario file. An invalid value is recorded as a problem and read as missing, so
 * that one pass finds all problems of a file; what was read counts only if the object {@link #isValid}.
 */
final class JsonObject {
    private final JsonDocument document;
    private final String path;
    private final JsonNode json;
    private final Set<String> known = new LinkedHashSet<>();
    private boolean isValid = true;

    /** @param path of the object: empty for the whole file */
    JsonObject(JsonDocument document, String path, JsonNode json) {
        this.document = document;
        this.path = path;
        this.json = json;
        if (!json.isObject() && !json.isMissingNode()) {
            isValid = false;
            document.problem(path, "found " + found(json) + "; it must be an object in braces");
        }
    }

    /** Whether no problem of this object was recorded. */
    boolean isValid() {
        return isValid;
    }

    boolean has(String key) {
        return json.has(key);
    }

    /** The keys of the object, in their order: "at, fualt"; or "none". */
    String keys() {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(key -> keys.add(SafeText.plain(key, 80)));
        return keys.isEmpty() ? "none" : String.join(", ", keys);
    }

    /** Records a problem if the key is missing; {@code hint} says how to add it. */
    void require(String key, String hint) {
        if (!has(key)) {
            problem(key + " is missing; " + hint);
        }
    }

    /** Converts a value; null if it is missing or invalid. */
    private <T> @Nullable T read(String key, Predicate<JsonNode> isRight, String right, Function<JsonNode, T> reader) {
        known.add(key);
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            return null;
        }
        if (!isRight.test(value)) {
            problem(key, "found " + found(value) + "; " + right);
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * Reads a string.
     *
     * @param reader converts the string; an {@link IllegalArgumentException} is recorded as a problem
     * @return null if the value is missing or invalid
     */
    <T> @Nullable T text(String key, Function<String, T> reader) {
        return read(
                key, JsonNode::isTextual, "this key takes a text in quotes", json -> reader.apply(json.textValue()));
    }

    <T> T text(String key, Function<String, T> reader, T fallback) {
        return Objects.requireNonNullElse(text(key, reader), fallback);
    }

    @Nullable
    Duration duration(String key, Duration min, Duration max) {
        return text(key, text -> {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw new IllegalArgumentException("found " + Durations.format(duration) + "; use "
                        + Durations.format(min) + " to " + Durations.format(max));
            }
            return duration;
        });
    }

    Duration duration(String key, Duration min, Duration max, Duration fallback) {
        return Objects.requireNonNullElse(duration(key, min, max), fallback);
    }

    int whole(String key, int min, int max, int fallback) {
        Integer whole = read(
                key,
                value -> value.isInt() && value.intValue() >= min && value.intValue() <= max,
                "this key takes a whole number from " + min + " to " + max,
                JsonNode::intValue);
        return whole == null ? fallback : whole;
    }

    /** Reads a number from 0 to 1; 0 if it is missing or invalid. */
    double share(String key) {
        Double share = read(
                key,
                value -> value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1,
                "a share is a number from 0 to 1, for example 0.3",
                JsonNode::doubleValue);
        return share == null ? 0 : share;
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(
                read(key, JsonNode::isBoolean, "this key takes true or false", JsonNode::booleanValue));
    }

    /** Reads a number or a text as text. */
    <T> T scalar(String key, Function<String, T> reader, T fallback) {
        String right = "this key takes a number, or a duration in quotes";
        return Objects.requireNonNullElse(
                read(key, JsonNode::isValueNode, right, json -> reader.apply(json.asText())), fallback);
    }

    /** Reads a list of at most {@code max} objects; empty if it is missing or invalid. */
    List<JsonObject> objects(String key, int max) {
        List<JsonObject> objects = new ArrayList<>();
        JsonNode list = read(key, JsonNode::isArray, "it must be a list in square brackets", json -> json);
        if (list != null && list.size() > max) {
            problem(key, "found " + list.size() + " of them; at most " + max + " are allowed");
        } else if (list != null) {
            for (JsonNode item : list) {
                String at = JsonDocument.at(path, key) + "[" + (objects.size() + 1) + "]";
                objects.add(new JsonObject(document, at, item));
            }
        }
        return objects;
    }

    /** The object at a key; one without fields if the key is missing. */
    JsonObject object(String key) {
        known.add(key);
        return new JsonObject(document, JsonDocument.at(path, key), json.path(key));
    }

    /** Records a problem for each key that was not read. Call this last. */
    void end() {
        List<String> unknown = new ArrayList<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        for (String key : unknown) {
            problem(
                    SafeText.plain(key, 80),
                    path.isEmpty() && key.equals("teaches")
                            ? "'teaches' is now 'description'; rename the key"
                            : "this key is unknown here; the keys here are " + String.join(", ", known));
        }
    }

    /** Records a problem of the whole object. */
    void problem(String what) {
        problemAt(path, what);
    }

    /** Records a problem of one key. */
    void problem(String key, String what) {
        problemAt(JsonDocument.at(path, key), what);
    }

    private void problemAt(String where, String what) {
        isValid = false;
        // Another value in place of the object has one problem already.
        if (json.isObject() || json.isMissingNode()) {
            document.problem(where, what);
        }
    }

    /** The value as text for an error message: shortened and without control characters. */
    private static String found(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> SafeText.of(json.textValue());
            default -> SafeText.plain(json.asText(), 20);
        };
    }
}
