package dev.telltale.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.run.Recording.Late;
import dev.telltale.scenario.run.RunResult.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not true is not passed, and the verdict says what was found instead. */
class ExpectationEvaluatorTest {
    private static final String HEAD = "{\"name\":\"x\",\"nodes\":3,\"end\":\"10s\",\"settings\":"
            + "{\"heartbeat_interval\":\"400ms\",\"heartbeat_timeout\":\"1500ms\"},\"steps\":"
            + "[{\"at\":\"2s\",\"fault\":\"cut\",\"observer\":\"node1\",\"subject\":\"node3\",\"for\":\"4s\"}],\"expect\":[";

    @Test
    void whoIsTooLateFailsWithTheTimeThatItTook() throws Exception {
        RunResult.ExpectationResult verdict =
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
        var stage = new SimulationTestbed(scenario, 1);
        ScenarioRun.play(scenario, stage, (number, step, isEnd) -> {});
        Recording recording = stage.recording();

        List<RunResult.ExpectationResult> verdicts = judged(
                scenario,
                recording,
                new Late(new NodeId("node1"), recording.start().plusSeconds(4)));
        assertThat(verdicts).extracting(RunResult.ExpectationResult::result).containsOnly(Result.FAILED);
        assertThat(verdicts)
                .extracting(RunResult.ExpectationResult::isObserverLate)
                .containsExactly(true, false, true);
        assertThat(verdicts.get(0).detail()).matches("node1 did after 1[0-9]{3} ms, and was late itself");
        assertThat(verdicts.get(2).detail()).endsWith("; late themselves: node1");

        assertThat(judged(
                        scenario,
                        recording,
                        new Late(new NodeId("node2"), recording.start().plusSeconds(4))))
                .extracting(RunResult.ExpectationResult::isObserverLate)
                .containsExactly(false, false, true);
        assertThat(judged(
                        scenario,
                        recording,
                        new Late(new NodeId("node1"), recording.start().plusSeconds(1))))
                .extracting(RunResult.ExpectationResult::isObserverLate)
                .containsOnly(false);
    }

    private static List<RunResult.ExpectationResult> judged(Scenario scenario, Recording recording, Late late) {
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
        return new ExpectationEvaluator(scenario, seen).story(List.of()).verdicts();
    }

    @Test
    void whoNeverDoesFailsWithWhatItSays() throws Exception {
        RunResult.ExpectationResult verdict = only("{\"status\":\"down\",\"subject\":\"node3\",\"within\":\"3s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).isEqualTo("node2 never did, it says up");
    }

    @Test
    void whoIsTooEarlyFails() throws Exception {
        RunResult.ExpectationResult verdict = only("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\","
                + "\"not_before\":\"2s\",\"within\":\"3s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void whatHappensThoughItNeverShouldFailsWithItsTime() throws Exception {
        RunResult.ExpectationResult verdict = only("{\"never\":\"down\",\"from\":\"1s\"}");

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
            RunResult story =
                    ScenarioRun.play(scenario, new SimulationTestbed(scenario, 1), (number, step, isEnd) -> {});
            assertThat(story.isPassed()).isEqualTo(from.equals("4s"));
        }
    }

    @Test
    void aWrongDiagnosisFailsWithWhatWasSaid() throws Exception {
        RunResult.ExpectationResult verdict =
                only("{\"diagnosis\":\"one-way link node3 to node1\",\"within\":\"3500ms\"}");

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

    private static RunResult.ExpectationResult only(String expectation) throws Exception {
        Scenario scenario = scenario(expectation);
        RunResult story = ScenarioRun.play(scenario, new SimulationTestbed(scenario, 1), (number, step, isEnd) -> {});
        assertThat(story.isPassed()).isEqualTo(story.verdicts().get(0).result() == Result.PASSED);
        return story.verdicts().get(0);
    }
}
