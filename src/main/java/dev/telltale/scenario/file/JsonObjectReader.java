package dev.telltale.scenario.file;

import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object. An invalid value is recorded as a problem and read as missing, so that one pass
 * finds all problems of a file.
 */
final class JsonObjectReader {
    private final String file;
    private final String path;
    private final LocatedJson object;
    private final List<String> problems;
    private final List<String> known = new ArrayList<>();

    /** @param path of the object: empty for the whole file */
    JsonObjectReader(String file, String path, LocatedJson object, List<String> problems) {
        this.file = file;
        this.path = path;
        this.object = object;
        this.problems = problems;
        if (object.kind() != LocatedJson.Kind.OBJECT) {
            note(object.line(), path, "found " + object.found(), "it must be an object in braces");
        }
    }

    boolean has(String key) {
        return object.fields().containsKey(key);
    }

    /** The keys of the object, in their order: "at, fualt"; or "none". */
    String keys() {
        return object.fields().isEmpty()
                ? "none"
                : object.fields().keySet().stream()
                        .map(key -> SafeText.plain(key, 80))
                        .collect(Collectors.joining(", "));
    }

    /** Such as "steps[2]", or "the scenario". */
    String path() {
        return path.isEmpty() ? "the scenario" : path;
    }

    @Nullable
    LocatedJson get(String key) {
        known.add(key);
        return object.fields().get(key);
    }

    /**
     * Reads a string.
     *
     * @param reader converts the string; an {@link IllegalArgumentException} is recorded as a problem
     * @return null if the value is missing or invalid
     */
    <T> @Nullable T text(String key, Function<String, T> reader) {
        LocatedJson value = get(key);
        if (value == null) {
            return null;
        }
        if (value.kind() != LocatedJson.Kind.TEXT) {
            note(value.line(), at(key), "found " + value.found(), "this key takes a text in quotes");
            return null;
        }
        try {
            return reader.apply(value.text());
        } catch (IllegalArgumentException e) {
            problem(value.line(), key, String.valueOf(e.getMessage()));
            return null;
        }
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

    @Nullable
    Integer whole(String key, int min, int max) {
        LocatedJson value = get(key);
        if (value == null) {
            return null;
        }
        String right = "this key takes a whole number from " + min + " to " + max;
        boolean isShort =
                value.kind() == LocatedJson.Kind.WHOLE_NUMBER && value.text().length() <= 9;
        if (!isShort || Integer.parseInt(value.text()) < min || Integer.parseInt(value.text()) > max) {
            note(value.line(), at(key), "found " + value.found(), right);
            return null;
        }
        return Integer.valueOf(value.text());
    }

    @Nullable
    Double share(String key) {
        LocatedJson value = get(key);
        if (value == null) {
            return null;
        }
        boolean isNumber = value.kind() == LocatedJson.Kind.WHOLE_NUMBER || value.kind() == LocatedJson.Kind.NUMBER;
        double share = isNumber ? Double.parseDouble(value.text()) : -1;
        if (!(share >= 0 && share <= 1)) {
            note(value.line(), at(key), "found " + value.found(), "a share is a number from 0 to 1, for example 0.3");
            return null;
        }
        return share;
    }

    boolean flag(String key) {
        LocatedJson value = get(key);
        if (value == null) {
            return false;
        }
        boolean isTrue = value.kind() == LocatedJson.Kind.OTHER && value.text().equals("true");
        if (!isTrue && !(value.kind() == LocatedJson.Kind.OTHER && value.text().equals("false"))) {
            note(value.line(), at(key), "found " + value.found(), "this key takes true or false");
        }
        return isTrue;
    }

    /** Reads a list of at most {@code max} objects; empty if it is missing or invalid. */
    List<JsonObjectReader> objects(String key, int max) {
        LocatedJson list = get(key);
        List<JsonObjectReader> objects = new ArrayList<>();
        if (list == null) {
            return objects;
        }
        if (list.kind() != LocatedJson.Kind.LIST) {
            note(list.line(), at(key), "found " + list.found(), "it must be a list in square brackets");
        } else if (list.items().size() > max) {
            note(list.line(), at(key), "found " + list.items().size() + " of them", "at most " + max + " are allowed");
        } else {
            for (LocatedJson item : list.items()) {
                // Steps are counted from 1.
                objects.add(new JsonObjectReader(file, at(key) + "[" + (objects.size() + 1) + "]", item, problems));
            }
        }
        return objects;
    }

    @Nullable
    JsonObjectReader object(String key) {
        LocatedJson value = get(key);
        return value == null ? null : new JsonObjectReader(file, at(key), value, problems);
    }

    /** Records a problem for each key that was not read. Call this last. */
    void end() {
        for (Map.Entry<String, LocatedJson> field : object.fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                String keys = known.stream().distinct().collect(Collectors.joining(", "));
                note(
                        field.getValue().line(),
                        at(SafeText.plain(field.getKey(), 80)),
                        "this key is unknown here",
                        "the keys here are " + keys);
            }
        }
    }

    /** Records a problem of the whole object. */
    void problem(String what) {
        problems.add(where(object.line(), path) + ": " + what);
    }

    /** Records a problem of one key. */
    void problem(String key, String what) {
        LocatedJson value = object.fields().get(key);
        problem(value == null ? object.line() : value.line(), key, what);
    }

    private void problem(int line, String key, String what) {
        problems.add(where(line, at(key)) + ": " + what);
    }

    private void note(int line, String where, String found, String right) {
        problems.add(where(line, where) + ": " + found + "; " + right);
    }

    private String where(int line, String what) {
        return file + ", line " + line + (what.isEmpty() ? "" : ", " + what);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
