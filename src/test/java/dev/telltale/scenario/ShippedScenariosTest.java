package dev.telltale.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.report.RunStory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lessons that come with the program are true in virtual time, whatever the luck. */
class ShippedScenariosTest {
    private static final int SEEDS = 20;

    static List<Path> files() {
        return Shipped.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLessonTeachesAndComesTrueWithEverySeed(Path file) throws Exception {
        Scenario scenario = Shipped.read(file);
        assertThat(scenario.name() + ".json")
                .isEqualTo(Objects.requireNonNull(file.getFileName()).toString());
        assertThat(scenario.teaches()).isNotEmpty();
        for (long seed = 1; seed <= SEEDS; seed++) {
            RunStory story =
                    ScenarioRun.play(scenario, new SimulatedStage(scenario, seed), (number, step, isEnd) -> {});
            assertThat(story.verdicts())
                    .as("%s with seed %d", scenario.name(), seed)
                    .allMatch(verdict -> verdict.result() == RunStory.Result.PASSED);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLessonIsTheSameAfterWritingAndReading(Path file) throws Exception {
        Scenario scenario = Shipped.read(file);
        byte[] written = ScenarioWriter.write(scenario).getBytes(StandardCharsets.UTF_8);

        assertThat(ScenarioReader.parse("written", written)).isEqualTo(scenario);
    }

    @Test
    void thereAreEightAtLeast() {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void theSameSeedIsTheSameStory() throws Exception {
        Scenario scenario = Shipped.named("crash");
        RunStory once = ScenarioRun.play(scenario, new SimulatedStage(scenario, 7), (number, step, isEnd) -> {});
        RunStory again = ScenarioRun.play(scenario, new SimulatedStage(scenario, 7), (number, step, isEnd) -> {});

        assertThat(again).isEqualTo(once);
    }
}
