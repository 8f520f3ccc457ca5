package dev.telltale.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fuzz")
class ScenarioWriterTest {
    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        Seeds.of(300).forEach(seed -> {
            Scenario scenario = RandomScenario.of(seed);
            String written = ScenarioWriter.write(scenario);

            assertThat(ScenarioReader.parse("random", written.getBytes(StandardCharsets.UTF_8)))
                    .as(written)
                    .isEqualTo(scenario);
        });
    }
}
