package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WindowTitleTest {
    private static PanelViewModel panel(ClusterFixture cluster) {
        var panel = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(panel);
        return panel;
    }

    private static String title(ClusterFixture cluster) {
        return panel(cluster).situation().titleProperty().get();
    }

    private static ClusterFixture up(int nodes) {
        return new ClusterFixture(nodes).allUp();
    }

    @Test
    void aClusterThatIsNotStartedSaysSo() {
        assertThat(title(new ClusterFixture(3))).isEqualTo("demo: not started");
    }

    @Test
    void aClusterThatIsUpNamesItsSize() {
        assertThat(title(up(3))).isEqualTo("demo: all 3 up");
        assertThat(title(up(1))).isEqualTo("demo: up");
    }

    @Test
    void nodesInTroubleAreCounted() {
        assertThat(title(up(3).killed(2))).isEqualTo("demo: 1 of 3 down");
        assertThat(title(up(3).suspected(2))).isEqualTo("demo: 1 of 3 suspect");
        assertThat(title(up(5).killed(1).killed(2).suspected(4))).isEqualTo("demo: 2 of 5 down, 1 suspect");
        assertThat(title(up(2).killed(2))).isEqualTo("demo: 1 of 2 down");
    }

    @Test
    void aClusterWithoutANodeThatRunsSaysSo() {
        assertThat(title(up(2).killed(1).killed(2))).isEqualTo("demo: no node runs");
    }

    @Test
    void aClusterThatStartsSaysSo() {
        var cluster = new ClusterFixture(3);
        for (int number = 1; number <= 3; number++) {
            cluster.control().set(node(number), new NodeProcess.Starting(4_000 + number, NOW));
        }
        assertThat(title(cluster)).isEqualTo("demo: starting");
    }

    @Test
    void theTitleIsOfThePresentWhileThePastIsShown() {
        PanelViewModel panel =
                panel(up(3).pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        panel.timeline().select(NOW.wall().minusSeconds(20));
        panel.tick(NOW);
        assertThat(panel.situation().titleProperty().get()).isEqualTo("demo: 1 of 3 down");
    }

    @Test
    void aWindowThatClosesSaysThatTheNodesStop() {
        PanelViewModel panel = panel(up(3));
        panel.close(NOW);
        assertThat(panel.situation().titleProperty().get()).isEqualTo("demo: stopping");
    }
}
