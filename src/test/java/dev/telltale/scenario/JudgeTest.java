package dev.telltale.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.report.RunStory;
import dev.telltale.report.RunStory.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is not true is not passed, and the verdict says what was found instead. */
class JudgeTest {
    private static final String HEAD = "{\"name\":\"x\",\"nodes\":3,\"end\":\"10s\",\"settings\":"
            + "{\"heartbeat_interval\":\"400ms\",\"heartbeat_timeout\":\"1500ms\"},\"steps\":"
            + "[{\"at\":\"2s\",\"fault\":\"cut\",\"observer\":\"node1\",\"subject\":\"node3\",\"for\":\"4s\"}],\"expect\":[";

    @Test
    void whoIsTooLateFailsWithTheTimeThatItTook() throws Exception {
        RunStory.Verdict verdict =
                only("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\",\"within\":\"500ms\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).matches("node1 did after 1[0-9]{3} ms");
    }

    @Test
    void whoNeverDoesFailsWithWhatItSays() throws Exception {
        RunStory.Verdict verdict = only("{\"status\":\"down\",\"subject\":\"node3\",\"within\":\"3s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).isEqualTo("node2 never did, it says up");
    }

    @Test
    void whoIsTooEarlyFails() throws Exception {
        RunStory.Verdict verdict = only("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\","
                + "\"not_before\":\"2s\",\"within\":\"3s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void whatHappensThoughItNeverShouldFailsWithItsTime() throws Exception {
        RunStory.Verdict verdict = only("{\"never\":\"down\",\"from\":\"1s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).matches("node1 said node3 down at 3\\.[0-9]{3} s");
        assertThat(only("{\"never\":\"down\",\"until\":\"2s\"}").result()).isEqualTo(Result.PASSED);
        assertThat(only("{\"never\":\"down\",\"from\":\"8s\"}").result()).isEqualTo(Result.PASSED);
    }

    @Test
    void aWrongDiagnosisFailsWithWhatWasSaid() throws Exception {
        RunStory.Verdict verdict = only("{\"diagnosis\":\"one-way link node3 to node1\",\"within\":\"3500ms\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).startsWith("in the end it said: node1");
    }

    @Test
    void aTrueAlarmIsNoFalseOne() throws Exception {
        assertThat(only("{\"false_alarms\":0}").result()).isEqualTo(Result.PASSED);
    }

    private static RunStory.Verdict only(String expectation) throws Exception {
        Scenario scenario = ScenarioReader.parse("file", (HEAD + expectation + "]}").getBytes(StandardCharsets.UTF_8));
        RunStory story = ScenarioRun.play(scenario, new SimulatedStage(scenario, 1), (number, step, isEnd) -> {});
        assertThat(story.isPassed()).isEqualTo(story.verdicts().get(0).result() == Result.PASSED);
        return story.verdicts().get(0);
    }
}
