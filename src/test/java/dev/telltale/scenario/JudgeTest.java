package dev.telltale.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import dev.telltale.report.RunStory;
import dev.telltale.report.RunStory.Result;
import dev.telltale.scenario.Recording.Late;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void anObserverThatWasTooLateAndLateItselfFailsAndSaysSo() throws Exception {
        Scenario scenario =
                scenario("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\",\"within\":\"500ms\"},"
                        + "{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\",\"not_before\":\"2s\",\"within\":\"3s\"},"
                        + "{\"diagnosis\":\"crash of node2\",\"within\":\"2s\"}");
        var stage = new SimulatedStage(scenario, 1);
        ScenarioRun.play(scenario, stage, (number, step, isEnd) -> {});
        Recording recording = stage.recording();

        List<RunStory.Verdict> verdicts = judged(
                scenario,
                recording,
                new Late(new NodeId("node1"), recording.start().plusSeconds(4)));
        assertThat(verdicts).extracting(RunStory.Verdict::result).containsOnly(Result.FAILED);
        assertThat(verdicts).extracting(RunStory.Verdict::isObserverLate).containsExactly(true, false, true);
        assertThat(verdicts.get(0).detail()).matches("node1 did after 1[0-9]{3} ms, and was late itself");
        assertThat(verdicts.get(2).detail()).endsWith("; late themselves: node1");

        assertThat(judged(
                        scenario,
                        recording,
                        new Late(new NodeId("node2"), recording.start().plusSeconds(4))))
                .extracting(RunStory.Verdict::isObserverLate)
                .containsExactly(false, false, true);
        assertThat(judged(
                        scenario,
                        recording,
                        new Late(new NodeId("node1"), recording.start().plusSeconds(1))))
                .extracting(RunStory.Verdict::isObserverLate)
                .containsOnly(false);
    }

    private static List<RunStory.Verdict> judged(Scenario scenario, Recording recording, Late late) {
        var seen = new Recording(
                recording.start(),
                recording.end(),
                recording.begun(),
                recording.ended(),
                recording.changes(),
                recording.deeds(),
                recording.faults(),
                recording.said(),
                recording.skipped(),
                List.of(late));
        return new Judge(scenario, seen).story(List.of()).verdicts();
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
    void theLastWordOfADeadObserverIsNotHeldAgainstIt() throws Exception {
        String steps = "\"steps\":[{\"at\":\"2s\",\"do\":\"kill\",\"node\":\"node3\"},"
                + "{\"at\":\"3s\",\"do\":\"kill\",\"node\":\"node1\"}],\"expect\":[";
        String head = HEAD.substring(0, HEAD.indexOf("\"steps\""));
        for (String from : List.of("2s", "4s")) {
            Scenario scenario = ScenarioReader.parse(
                    "file",
                    (head + steps + "{\"never\":\"down\",\"observers\":\"node1\",\"from\":\"" + from + "\"}]}")
                            .getBytes(StandardCharsets.UTF_8));
            RunStory story = ScenarioRun.play(scenario, new SimulatedStage(scenario, 1), (number, step, isEnd) -> {});
            assertThat(story.isPassed()).isEqualTo(from.equals("4s"));
        }
    }

    @Test
    void aWrongDiagnosisFailsWithWhatWasSaid() throws Exception {
        RunStory.Verdict verdict = only("{\"diagnosis\":\"one-way link node3 to node1\",\"within\":\"3500ms\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).matches("from \\d+ ms on it said: node1.*");
    }

    @Test
    void aTrueAlarmIsNoFalseOne() throws Exception {
        assertThat(only("{\"false_alarms\":0}").result()).isEqualTo(Result.PASSED);
    }

    private static Scenario scenario(String expectations) throws Exception {
        return ScenarioReader.parse("file", (HEAD + expectations + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static RunStory.Verdict only(String expectation) throws Exception {
        Scenario scenario = scenario(expectation);
        RunStory story = ScenarioRun.play(scenario, new SimulatedStage(scenario, 1), (number, step, isEnd) -> {});
        assertThat(story.isPassed()).isEqualTo(story.verdicts().get(0).result() == Result.PASSED);
        return story.verdicts().get(0);
    }
}
