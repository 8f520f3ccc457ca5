package dev.telltale.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.file.ScenarioReader;
import java.nio.file.Path;
import java.util.List;

/** The scenarios that are shipped with the program. */
public final class ShippedScenarios {
    public static final Path FOLDER = Path.of("launcher-config", "scenarios");

    private ShippedScenarios() {}

    public static List<Path> files() {
        return TestUser.files(FOLDER).stream()
                .filter(file -> file.toString().endsWith(".json"))
                .sorted()
                .toList();
    }

    /** By file name without its extension. */
    public static Scenario named(String name) {
        return assertDoesNotThrow(() -> ScenarioReader.read(FOLDER.resolve(name + ".json")));
    }
}
