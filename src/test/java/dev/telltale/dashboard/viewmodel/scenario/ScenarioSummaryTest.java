package dev.telltale.dashboard.viewmodel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioSummaryTest {
    private static List<ScenarioLine> lines(@Nullable String marks) {
        return marks == null
                ? List.of()
                : Arrays.stream(marks.split(" "))
                        .map(mark -> new ScenarioLine("", "node2 is down", Mark.valueOf(mark), ""))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            READY, WAITING WAITING,        WAITING, '2 expectations, not judged yet'
            UNFIT, WAITING,                WAITING, '1 expectation, not judged yet'
            READY, ,                       WAITING, No expectations
            OVER,  PASSED PASSED,          PASSED,  2 of 2 passed
            OVER,  PASSED FAILED PASSED,   FAILED,  '2 of 3 passed, 1 failed'
            OVER,  FAILED,                 FAILED,  '0 of 1 passed, 1 failed'
            OVER,  PASSED UNKNOWN FAILED,  FAILED,  '1 of 3 passed, 1 failed, 1 not judged'
            OVER,  PASSED UNKNOWN,         UNKNOWN, '1 of 2 passed, 1 not judged'
            OVER,  UNKNOWN UNKNOWN,        UNKNOWN, None of 2 judged
            """)
    void theResultsAreCounted(State state, @Nullable String marks, Mark mark, String words) {
        assertThat(ScenarioSummary.of(state, "10 s of 10 s", lines(marks))).isEqualTo(new ScenarioSummary(mark, words));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, WAITING, ''",
        "STARTING, ACTIVE, Starting the nodes…",
        "RUNNING, ACTIVE, 3.2 s of 10 s",
        "PAUSED, ACTIVE, Paused at 3.2 s of 10 s"
    })
    void aScenarioThatRunsShowsItsTime(State state, Mark mark, String words) {
        assertThat(ScenarioSummary.of(state, "3.2 s of 10 s", lines("WAITING")))
                .isEqualTo(new ScenarioSummary(mark, words));
    }

    @Test
    void aResultIsAWordWithTheMeasuredValue() {
        var line = new ScenarioLine("", "node1 reports node3 down", Mark.WAITING, "");
        assertThat(line.result()).isEqualTo("not yet");
        assertThat(line.with(Mark.PASSED, "after 1.48 s").result()).isEqualTo("passed: after 1.48 s");
        assertThat(line.with(Mark.UNKNOWN, "its step was skipped").result())
                .isEqualTo("not judged: its step was skipped");
    }
}
