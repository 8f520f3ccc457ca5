package dev.telltale.dashboard.viewmodel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.scenario.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterChoiceTest {
    private static ClusterConfig config(String name, int nodes) {
        return ClusterConfig.onFreePorts(
                name, HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, Scenario.ids(nodes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, lab, ''",
        "1, lab, Stop the node of demo and open lab?",
        "3, lab, Stop the 3 nodes of demo and open lab?",
        "3, demo, Stop the 3 nodes of demo and open it again?"
    })
    void runningNodesAreStoppedOnlyAfterAQuestion(long running, String next, String question) {
        assertThat(new ClusterChoice(config("demo", 3)).question(running, new ClusterChoice(config(next, 3))))
                .isEqualTo(question);
    }

    @Test
    void theClusterOfAScenarioIsLeftWithoutAQuestion() {
        var own = new ClusterChoice(config("crash", 3), null, true);
        assertThat(own.question(3, new ClusterChoice(config("demo", 3)))).isEmpty();
    }

    @Test
    void aFileThatWasEditedIsTheSameCluster() {
        var before = new ClusterChoice(config("lab", 3), Path.of("lab.json"), false);
        assertThat(before.isSameAs(new ClusterChoice(config("lab", 5), Path.of("lab.json"), false)))
                .isTrue();
        assertThat(before.isSameAs(new ClusterChoice(config("lab", 3), Path.of("other.json"), false)))
                .isFalse();
        var generated = new ClusterChoice(config("demo-3", 3));
        assertThat(generated.isSameAs(new ClusterChoice(config("demo-3", 3)))).isTrue();
        assertThat(generated.isSameAs(new ClusterChoice(config("demo-5", 5)))).isFalse();
    }
}
