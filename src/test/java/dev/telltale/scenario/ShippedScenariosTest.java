package dev.telltale.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.scenario.file.ScenarioFolder;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.file.ScenarioWriter;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.ScenarioRun;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.testkit.Seeds;
import dev.telltale.testkit.ShippedScenarios;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped scenarios pass in virtual time with any seed. */
class ShippedScenariosTest {
    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "scenarios.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

    static List<Path> files() {
        return ShippedScenarios.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("fuzz")
    void everyShippedScenarioHasADescriptionAndPassesWithEverySeed(Path file) {
        Scenario scenario = scenario(file);
        assertThat(scenario.name()).isEqualTo(name(file));
        assertThat(scenario.description()).isNotEmpty();
        Seeds.of(20).forEach(seed -> {
            RunResult result =
                    ScenarioRun.play(scenario, new SimulationTestbed(scenario, seed), (number, step, isEnd) -> {});
            assertThat(result.expectations())
                    .as(scenario.name())
                    .allMatch(verdict -> verdict.result() == RunResult.Result.PASSED);
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyShippedScenarioReadsBackUnchanged(Path file) throws Exception {
        Scenario scenario = scenario(file);
        byte[] written = ScenarioWriter.write(scenario).getBytes(StandardCharsets.UTF_8);

        assertThat(ScenarioReader.parse("written", written)).isEqualTo(scenario);
    }

    @Test
    void theDocumentListsTheShippedScenariosInTheirOrder() throws Exception {
        List<String> documented = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(documented)
                .isEqualTo(ScenarioFolder.read(ShippedScenarios.FOLDER).stream()
                        .map(ScenarioFolder.Entry::name)
                        .toList());
    }

    private static Scenario scenario(Path file) {
        return ShippedScenarios.named(name(file));
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString().replace(".json", "");
    }

    @Test
    void theSameSeedGivesTheSameRun() throws Exception {
        Scenario scenario = ShippedScenarios.named("crash");
        RunResult once = ScenarioRun.play(scenario, new SimulationTestbed(scenario, 7), (number, step, isEnd) -> {});
        RunResult again = ScenarioRun.play(scenario, new SimulationTestbed(scenario, 7), (number, step, isEnd) -> {});

        assertThat(again).isEqualTo(once);
    }
}
