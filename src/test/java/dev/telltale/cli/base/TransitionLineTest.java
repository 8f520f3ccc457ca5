package dev.telltale.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UP      | DOWN | false | 0  | node1 says node2 is down (was up): answered
            UP      | UP   | true  | 0  | node1: node2 restarted (new incarnation)
            DOWN    | UP   | true  | 0  | node1 says node2 is up (was down), restarted (new incarnation): answered
            DOWN    | UP   | false | 1  | node1 says node2 is up (was down), flapping: 1st time: answered
            DOWN    | UP   | false | 22 | node1 says node2 is up (was down), flapping: 22nd time: answered
            DOWN    | UP   | false | 3  | node1 says node2 is up (was down), flapping: 3rd time: answered
            DOWN    | UP   | false | 13 | node1 says node2 is up (was down), flapping: 13th time: answered
            UP      | UP   | false | 4  | node1: node2 flapping: 4th time
            """)
    void transitionLinesNameRestartsAndFlaps(Status from, Status to, boolean restarted, int flaps, String line) {
        var change = new Transition(
                Instant.EPOCH,
                new NodeId("node1"),
                new NodeId("node2"),
                from,
                to,
                Evidence.OK,
                null,
                new Transition.Return(restarted, flaps, null));
        assertThat(TransitionLine.of(change, TerminalStyle.NONE).substring("00:00:00.000  ".length()))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5300 | 5100  | node1 says node2 is up (was down), silent for 5.3 s: it had no processor time for 5.1 s: answered
            5300 | 99000 | node1 says node2 is up (was down), silent for 5.3 s: it had no processor time for 5.3 s: answered
            5300 | 1800  | node1 says node2 is up (was down), silent for 5.3 s: it had no processor time for 1.8 s: answered
            5300 | 1700  | node1 says node2 is up (was down): answered
            5300 | -1    | node1 says node2 is up (was down): answered
            """)
    void aSilenceExplainedByStarvationIsReportedAsSuch(long silent, long starved, String line) {
        var change = new Transition(
                Instant.EPOCH,
                new NodeId("node1"),
                new NodeId("node2"),
                Status.DOWN,
                Status.UP,
                Evidence.OK,
                null,
                new Transition.Return(false, 0, new Silence(Duration.ofMillis(silent), Duration.ofMillis(starved))));
        assertThat(TransitionLine.of(change, TerminalStyle.NONE).substring("00:00:00.000  ".length()))
                .isEqualTo(line);
    }
}
