package dev.telltale.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.run.Recording.LagReport;
import dev.telltale.scenario.run.RunResult.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An expectation that is not met fails, and its detail says what was found instead. */
class ExpectationEvaluatorTest {
    private static final String HEAD = "{\"name\":\"x\",\"nodes\":3,\"end\":\"10s\",\"settings\":"
            + "{\"heartbeat_interval\":\"400ms\",\"heartbeat_timeout\":\"1500ms\"},\"steps\":"
            + "[{\"at\":\"2s\",\"fault\":\"cut\",\"observer\":\"node1\",\"subject\":\"node3\",\"for\":\"4s\"}],\"expect\":[";

    @Test
    void aLateDetectionFailsWithItsDuration() throws Exception {
        RunResult.ExpectationResult verdict =
                only("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\",\"within\":\"500ms\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).matches("node1 did after 1\\.[0-9]{2} s");
    }

    @Test
    void aLateDetectionByALaggingObserverFailsAndSaysSo() throws Exception {
        Scenario scenario =
                scenario("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\",\"within\":\"500ms\"},"
                        + "{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\",\"not_before\":\"2s\",\"within\":\"3s\"},"
                        + "{\"diagnosis\":\"crash of node2\",\"within\":\"2s\"}");
        var testbed = new SimulationTestbed(scenario, 1);
        ScenarioRun.play(scenario, testbed, (number, step, isEnd) -> {});
        Recording recording = testbed.recording();

        List<RunResult.ExpectationResult> verdicts = evaluated(
                scenario,
                recording,
                new LagReport(new NodeId("node1"), recording.start().plusSeconds(4)));
        assertThat(verdicts).extracting(RunResult.ExpectationResult::result).containsOnly(Result.FAILED);
        assertThat(verdicts)
                .extracting(RunResult.ExpectationResult::isObserverLate)
                .containsExactly(true, false, true);
        assertThat(verdicts.get(0).detail()).matches("node1 did after 1\\.[0-9]{2} s, and was lagging");
        assertThat(verdicts.get(2).detail()).endsWith("; lagging observers: node1");

        assertThat(evaluated(
                        scenario,
                        recording,
                        new LagReport(new NodeId("node2"), recording.start().plusSeconds(4))))
                .extracting(RunResult.ExpectationResult::isObserverLate)
                .containsExactly(false, false, true);
        assertThat(evaluated(
                        scenario,
                        recording,
                        new LagReport(new NodeId("node1"), recording.start().plusSeconds(1))))
                .extracting(RunResult.ExpectationResult::isObserverLate)
                .containsOnly(false);
    }

    private static List<RunResult.ExpectationResult> evaluated(
            Scenario scenario, Recording recording, LagReport report) {
        var seen = new Recording(
                recording.start(),
                recording.end(),
                recording.steps(),
                recording.verdictChanges(),
                recording.incidents(),
                recording.diagnoses(),
                List.of(report));
        return new ExpectationEvaluator(scenario, seen).result(List.of()).expectations();
    }

    @Test
    void aMissingDetectionFailsWithTheLastStatus() throws Exception {
        RunResult.ExpectationResult verdict = only("{\"status\":\"down\",\"subject\":\"node3\",\"within\":\"3s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).isEqualTo("node2 never did; its last status is up");
    }

    @Test
    void anEarlyDetectionFails() throws Exception {
        RunResult.ExpectationResult verdict = only("{\"status\":\"down\",\"subject\":\"node3\",\"observers\":\"node1\","
                + "\"not_before\":\"2s\",\"within\":\"3s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void aViolatedNeverExpectationFailsWithItsTime() throws Exception {
        RunResult.ExpectationResult verdict = only("{\"never\":\"down\",\"from\":\"1s\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).matches("node1 reported node3 down at 3\\.[0-9]{3} s");
        assertThat(only("{\"never\":\"down\",\"until\":\"2s\"}").result()).isEqualTo(Result.PASSED);
        assertThat(only("{\"never\":\"down\",\"from\":\"8s\"}").result()).isEqualTo(Result.PASSED);
    }

    @Test
    void theLastStatusOfADeadObserverFailsNoExpectation() throws Exception {
        String steps = "\"steps\":[{\"at\":\"2s\",\"do\":\"kill\",\"node\":\"node3\"},"
                + "{\"at\":\"3s\",\"do\":\"kill\",\"node\":\"node1\"}],\"expect\":[";
        String head = HEAD.substring(0, HEAD.indexOf("\"steps\""));
        for (String from : List.of("2s", "4s")) {
            Scenario scenario = ScenarioReader.parse(
                    "file",
                    (head + steps + "{\"never\":\"down\",\"observers\":\"node1\",\"from\":\"" + from + "\"}]}")
                            .getBytes(StandardCharsets.UTF_8));
            RunResult result =
                    ScenarioRun.play(scenario, new SimulationTestbed(scenario, 1), (number, step, isEnd) -> {});
            assertThat(result.isPassed()).isEqualTo(from.equals("4s"));
        }
    }

    @Test
    void aWrongDiagnosisFailsWithTheActualDiagnosis() throws Exception {
        RunResult.ExpectationResult verdict =
                only("{\"diagnosis\":\"one-way link node3 to node1\",\"within\":\"3500ms\"}");

        assertThat(verdict.result()).isEqualTo(Result.FAILED);
        assertThat(verdict.detail()).matches("from [0-9.]+ m?s on it was: node1.*");
    }

    @Test
    void aCorrectDownIsNoFalseAlarm() throws Exception {
        assertThat(only("{\"false_alarms\":0}").result()).isEqualTo(Result.PASSED);
    }

    private static Scenario scenario(String expectations) throws Exception {
        return ScenarioReader.parse("file", (HEAD + expectations + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static RunResult.ExpectationResult only(String expectation) throws Exception {
        Scenario scenario = scenario(expectation);
        RunResult result = ScenarioRun.play(scenario, new SimulationTestbed(scenario, 1), (number, step, isEnd) -> {});
        assertThat(result.isPassed()).isEqualTo(result.expectations().get(0).result() == Result.PASSED);
        return result.expectations().get(0);
    }
}
