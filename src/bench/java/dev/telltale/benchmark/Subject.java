package dev.telltale.benchmark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A built checkout that is measured.
 *
 * @param name the revision, for the heading of its column
 */
record Subject(String name, Path home) {
    Path jar() {
        return home.resolve("target").resolve("telltale.jar");
    }

    /** The program as a user starts it: by the script, in revisions that have one. */
    List<String> telltale(String... arguments) {
        Path script = home.resolve("launcher-config").resolve("telltale");
        List<String> words = new ArrayList<>(
                Files.isExecutable(script)
                        ? List.of(script.toString())
                        : List.of(Workplace.java(), "-jar", jar().toString()));
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    /** A class of the measurements beside the classes of this jar. */
    List<String> withJar(Class<?> main) {
        String classes = Workplace.classes() + File.pathSeparator + jar();
        return List.of(Workplace.java(), "-Dtelltale.jar=" + jar(), "-cp", classes, main.getName());
    }
}
