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
 * The fields of one object, of which each is asked for once. What is wrong is noted and read as missing, so that one pass
 * tells everything that is wrong.
 */
final class JsonObjectReader {
    private final String file;
    private final String path;
    private final LocatedJson object;
    private final List<String> problems;
    private final List<String> asked = new ArrayList<>();

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

    /** Those that it has, in their order: "at, fualt". */
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
        asked.add(key);
        return object.fields().get(key);
    }

    /** Null where it is missing or wrong. */
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
    Duration duration(String key, Duration least, Duration most) {
        return text(key, text -> {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException("found " + Durations.format(duration) + "; use "
                        + Durations.format(least) + " to " + Durations.format(most));
            }
            return duration;
        });
    }

    @Nullable
    Integer whole(String key, int least, int most) {
        LocatedJson value = get(key);
        if (value == null) {
            return null;
        }
        String right = "this key takes a whole number from " + least + " to " + most;
        boolean isShort =
                value.kind() == LocatedJson.Kind.WHOLE_NUMBER && value.text().length() <= 9;
        if (!isShort || Integer.parseInt(value.text()) < least || Integer.parseInt(value.text()) > most) {
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

    /** Each item with its path; none where the list is missing. */
    List<JsonObjectReader> objects(String key, int most) {
        LocatedJson list = get(key);
        List<JsonObjectReader> objects = new ArrayList<>();
        if (list == null) {
            return objects;
        }
        if (list.kind() != LocatedJson.Kind.LIST) {
            note(list.line(), at(key), "found " + list.found(), "it must be a list in square brackets");
        } else if (list.items().size() > most) {
            note(list.line(), at(key), "found " + list.items().size() + " of them", "at most " + most + " are allowed");
        } else {
            for (LocatedJson item : list.items()) {
                // From 1 on, as people count steps.
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

    /** Notes every key that nobody asked for. */
    void end() {
        for (Map.Entry<String, LocatedJson> field : object.fields().entrySet()) {
            if (!asked.contains(field.getKey())) {
                String known = asked.stream().distinct().collect(Collectors.joining(", "));
                note(
                        field.getValue().line(),
                        at(SafeText.plain(field.getKey(), 80)),
                        "this key is unknown here",
                        "the keys here are " + known);
            }
        }
    }

    /** Something about the whole object. */
    void problem(String what) {
        problems.add(where(object.line(), path) + ": " + what);
    }

    /** Something about one key of it. */
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
