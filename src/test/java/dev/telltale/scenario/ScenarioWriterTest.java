package dev.telltale.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScenarioWriterTest {
    private static final int ROUNDS = 300;

    @Test
    void whatIsWrittenReadsBackAsTheSame() throws Exception {
        long seed = new Random().nextLong();
        for (int round = 0; round < ROUNDS; round++) {
            Scenario scenario = new RandomScenario(seed + round).scenario();
            String written = ScenarioWriter.write(scenario);

            assertThat(ScenarioReader.parse("seed " + (seed + round), written.getBytes(StandardCharsets.UTF_8)))
                    .as("seed %d: %s", seed + round, written)
                    .isEqualTo(scenario);
        }
    }
}
