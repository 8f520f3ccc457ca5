package dev.telltale.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that are shipped with the program. */
public final class ShippedScenarios {
    private static final Path FOLDER = Path.of("launcher-config", "scenarios");

    private ShippedScenarios() {}

    public static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By file name without its extension. */
    public static Scenario named(String name) {
        return assertDoesNotThrow(() -> ScenarioReader.read(FOLDER.resolve(name + ".json")));
    }
}
