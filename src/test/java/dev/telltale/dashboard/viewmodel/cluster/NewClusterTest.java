package dev.telltale.dashboard.viewmodel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.HeartbeatPreset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewClusterTest {
    private final NewCluster model = new NewCluster();

    @Test
    void itProposesThreeNodesWithTheRhythmOfTheDemo() {
        assertThat(model.wish()).contains(new NewCluster.Wish(3, Duration.ofSeconds(2), Duration.ofSeconds(5)));
        assertThat(model.presetProperty().get()).isEqualTo(HeartbeatPreset.DEMO);
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void aPresetSetsIntervalAndTimeout() {
        model.choose(HeartbeatPreset.FAST);
        model.nodesProperty().set("7");
        assertThat(model.intervalProperty().get()).isEqualTo("400 ms");
        assertThat(model.timeoutProperty().get()).isEqualTo("1.5 s");
        assertThat(model.wish()).contains(new NewCluster.Wish(7, Duration.ofMillis(400), Duration.ofMillis(1_500)));
    }

    @Test
    void ownValuesSelectThePresetThatHasThem() {
        model.intervalProperty().set("1s");
        assertThat(model.presetProperty().get()).isNull();
        model.timeoutProperty().set("3s");
        assertThat(model.presetProperty().get()).isEqualTo(HeartbeatPreset.LAN);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,  2 s,  5 s,    A cluster has 1 to 30 nodes.
            31, 2 s,  5 s,    A cluster has 1 to 30 nodes.
            x,  2 s,  5 s,    A cluster has 1 to 30 nodes.
            '', 2 s,  5 s,    A cluster has 1 to 30 nodes.
            3,  2,    5 s,    'The heartbeat interval is a number and a unit, such as 400 ms or 2 s.'
            3,  2 s,  soon,   'The heartbeat timeout is a number and a unit, such as 400 ms or 2 s.'
            3,  5 ms, 5 s,    'An interval is 10ms to 1h, found 5ms.'
            3,  2 s,  2 s,    'A timeout is larger than the interval (2000ms) and at most 24h, found 2000ms.'
            """)
    void aWrongValueIsNamedInOneSentence(String nodes, String interval, String timeout, String problem) {
        model.nodesProperty().set(nodes);
        model.intervalProperty().set(interval);
        model.timeoutProperty().set(timeout);
        assertThat(model.problemProperty().get()).isEqualTo(problem);
        assertThat(model.wish()).isEmpty();
    }
}
