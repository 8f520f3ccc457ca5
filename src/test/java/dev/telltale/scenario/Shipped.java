package dev.telltale.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that come with the program. */
public final class Shipped {
    private static final Path FOLDER = Path.of("launcher-config", "scenarios");

    private Shipped() {}

    public static List<Path> files() {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Scenario read(Path file) {
        try {
            return ScenarioReader.read(file);
        } catch (ScenarioException | IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public static Scenario named(String name) {
        return read(FOLDER.resolve(name + ".json"));
    }
}
