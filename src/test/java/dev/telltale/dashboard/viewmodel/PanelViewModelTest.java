package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PanelViewModelTest {
    private static final NodeId NODE2 = node(2);

    private static PanelViewModel panel(ClusterFixture cluster) {
        var panel = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        panel.show(cluster.view());
        return panel;
    }

    private static NodeTileViewModel tile(PanelViewModel panel, int number) {
        return panel.tiles().get(number - 1);
    }

    @Test
    void theConfigIsDescribedInWords() {
        assertThat(panel(new ClusterFixture(3)).config().words())
                .isEqualTo("demo · 3 nodes · heartbeat 2 s · timeout 5 s");
        assertThat(panel(new ClusterFixture(1)).config().words()).startsWith("demo · 1 node · ");
    }

    @Test
    void onlyStartIsOfferedBeforeTheFirstStart() {
        PanelViewModel panel = panel(new ClusterFixture(3));
        assertThat(panel.toolbarProperty().get()).isEqualTo(new ToolbarState(true, 0, true, 0));
        assertThat(panel.situation().sentenceProperty().get()).startsWith("No node answers.");
        assertThat(panel.tiles()).noneMatch(tile -> tile.primaryProperty().get());
        assertThat(tile(panel, 1).facts().state()).isEqualTo("stopped");
    }

    @Test
    void startClusterStartsEveryNodeThatDoesNotRun() {
        ClusterFixture cluster = new ClusterFixture(3).allUp().killed(2);
        panel(cluster).startCluster();
        assertThat(cluster.control().commands()).containsExactly("start node2");
    }

    @Test
    void severalFailedStartsCauseOneNotice() {
        var cluster = new ClusterFixture(3);
        PanelViewModel model = panel(cluster);
        var answer = new CompletableFuture<NodeProcess>();
        cluster.control().answerWith(answer);
        model.startCluster();
        assertThat(model.notices()).isEmpty();

        answer.completeExceptionally(new IllegalStateException("node1 was not ready within 10000 ms and was killed."));
        assertThat(model.notices())
                .singleElement()
                .asString()
                .contains("3 of 3 nodes did not start; their tiles say why.");
    }

    @Test
    void aClusterOfAnotherLauncherIsReportedAndNotStarted() {
        ClusterFixture cluster = new ClusterFixture(3);
        cluster.control().ownedBy("PID 4711 runs this cluster already");
        PanelViewModel panel = panel(cluster);
        panel.commands().reportOwner(panel::notice);
        panel.startCluster();
        assertThat(cluster.control().commands()).isEmpty();
        assertThat(panel.notices())
                .containsExactlyInAnyOrder(
                        "PID 4711 runs this cluster already; its nodes are shown as external, and they end with it.",
                        "PID 4711 runs this cluster already, so nothing was started here.");
    }

    @Test
    void failedAndKilledNodesAreRestartedTogether() {
        ClusterFixture cluster = new ClusterFixture(4).allUp().killed(2).failed(3);
        PanelViewModel panel = panel(cluster);
        assertThat(panel.toolbarProperty().get().failed()).isEqualTo(2);
        assertThat(panel.toolbarProperty().get().restartInWords()).isEqualTo("Restart 2 failed nodes");
        panel.restartFailed();
        assertThat(cluster.control().commands()).containsExactly("start node2", "start node3");

        PanelViewModel healthy = panel(new ClusterFixture(3).allUp());
        assertThat(healthy.toolbarProperty().get().failed()).isZero();
        PanelViewModel stopped = panel(new ClusterFixture(3).allUp().stopped(2, Duration.ofSeconds(5)));
        assertThat(stopped.toolbarProperty().get().failed())
                .as("a node that was stopped on request has not failed")
                .isZero();
    }

    @Test
    void everyCommandThatCannotWorkSaysWhy() {
        ClusterFixture cluster = new ClusterFixture(4).allUp().killed(2).external(3);
        PanelViewModel panel = panel(cluster);
        assertThat(tile(panel, 1).facts().startHint()).isEqualTo("running already");
        assertThat(tile(panel, 1).pauseHint()).isEmpty();
        assertThat(tile(panel, 2).facts().killHint()).isEqualTo("not running");
        assertThat(tile(panel, 2).facts().startHint()).isEmpty();
        assertThat(tile(panel, 2).pauseHint()).isEqualTo("not running");
        assertThat(tile(panel, 3).pauseHint()).isEqualTo("not started by this panel");
        cluster.control().set(node(4), new NodeProcess.Starting(7, NOW));
        panel.tick(NOW);
        assertThat(tile(panel, 4).facts().startHint()).isEqualTo("starting already");
        assertThat(tile(panel, 4).pauseHint()).isEqualTo("not ready yet");
    }

    @Test
    void aRestartingNodeIsShownAsSuchAndCanOnlyBeKilled() {
        ClusterFixture cluster = new ClusterFixture(3);
        PanelViewModel panel = panel(cluster);
        String reason = "exited by itself with code 3: out of luck; restart 1 of 5 follows";
        cluster.control().set(NODE2, new NodeProcess.Exited(3, false, NOW, Duration.ofSeconds(2), reason, true));
        panel.tick(NOW);
        NodeTileViewModel.TileFacts facts = tile(panel, 2).facts();
        assertThat(facts.state()).isEqualTo("restarting");
        assertThat(facts.canStart()).isFalse();
        assertThat(facts.canKill()).isTrue();
        assertThat(tile(panel, 2).problemProperty().get()).isEqualTo(reason);
        assertThat(panel.ownNodes()).isPositive();
    }

    @Test
    void onlyStopIsOfferedWhileAllNodesRun() {
        assertThat(panel(new ClusterFixture(3).allUp()).toolbarProperty().get())
                .isEqualTo(new ToolbarState(false, 3, false, 0));
    }

    @Test
    void aKilledNodeIsShownAsSuchAndItsStartButtonIsPrimary() {
        PanelViewModel panel = panel(new ClusterFixture(3).allUp().killed(2));
        NodeTileViewModel.TileFacts facts = tile(panel, 2).facts();
        assertThat(facts.state()).isEqualTo("killed (137)");
        assertThat(facts.status()).isEqualTo(CellState.DOWN);
        assertThat(facts.seenBy()).isEqualTo("0 of 2");
        assertThat(facts.uptimeLabel() + " " + facts.uptime()).isEqualTo("was up 2 min 10 s");
        assertThat(facts.pid()).isEqualTo("–");
        assertThat(facts.canStart()).isTrue();
        assertThat(facts.canKill()).isFalse();
        assertThat(tile(panel, 2).primaryProperty().get()).isTrue();
        assertThat(tile(panel, 1).facts().seenBy()).isEqualTo("1 of 1");
    }

    @Test
    void onlyOneButtonIsPrimaryPreferablyOfTheSelectedNode() {
        PanelViewModel panel = panel(new ClusterFixture(4).allUp().killed(2).killed(3));
        assertThat(tile(panel, 2).primaryProperty().get()).isTrue();
        assertThat(tile(panel, 3).primaryProperty().get()).isFalse();
        panel.selectedNodeProperty().set(node(3));
        assertThat(tile(panel, 2).primaryProperty().get()).isFalse();
        assertThat(tile(panel, 3).primaryProperty().get()).isTrue();
    }

    @Test
    void disagreeingObserversMakeTheTileSuspect() {
        ClusterFixture cluster = new ClusterFixture(3).allUp();
        PanelViewModel panel = panel(cluster);
        panel.show(cluster.withStatus(1, 2, Status.DOWN).view());
        assertThat(tile(panel, 2).facts().status()).isEqualTo(CellState.SUSPECT);
        assertThat(tile(panel, 2).facts().seenBy()).isEqualTo("1 of 2");
    }

    @Test
    void theUptimeIncreasesWithoutNewReports() {
        PanelViewModel panel = panel(new ClusterFixture(3).allUp());
        panel.tick(later(Duration.ofSeconds(6)));
        assertThat(tile(panel, 1).facts().uptime()).isEqualTo("2 min 20 s");
    }

    @Test
    void aFailedCommandIsShownOnTheTileUntilTheNodeStarts() {
        ClusterFixture cluster = new ClusterFixture(3).allUp().killed(2);
        PanelViewModel panel = panel(cluster);
        String reason = "Port 8002 is taken by process 4711.";
        cluster.control().answerWith(CompletableFuture.failedFuture(new NodeStartException(reason)));
        panel.commands().start(tile(panel, 2));
        assertThat(tile(panel, 2).problemProperty().get()).isEqualTo(reason);
        panel.tick(NOW);
        assertThat(tile(panel, 2).problemProperty().get()).isEqualTo(reason);
        cluster.control().set(NODE2, new NodeProcess.Starting(7, NOW));
        panel.tick(NOW);
        assertThat(tile(panel, 2).problemProperty().get()).isEmpty();
    }

    @Test
    void aNodeThatExitedByItselfShowsTheReason() {
        PanelViewModel panel = panel(new ClusterFixture(3).allUp().failed(3));
        assertThat(tile(panel, 3).facts().state()).isEqualTo("exited (3)");
        assertThat(tile(panel, 3).problemProperty().get()).startsWith("Port 8003 is taken");
    }

    @Test
    void anExternalNodeCanBeKilledButIsNotStoppedWithTheCluster() {
        ClusterFixture cluster = new ClusterFixture(3).allUp().external(1);
        PanelViewModel panel = panel(cluster);
        assertThat(tile(panel, 1).facts().state()).isEqualTo("external");
        panel.stopCluster();
        panel.commands().kill(tile(panel, 1));
        assertThat(cluster.control().commands()).containsExactly("stop node2", "stop node3", "kill node1");
    }

    @Test
    void aRespondingNodeWithoutAKnownProcessCannotBeKilledAndSaysWhy() {
        ClusterFixture cluster = new ClusterFixture(3).allUp();
        cluster.control().set(NODE2, new NodeProcess.Stopped());
        PanelViewModel panel = panel(cluster);
        assertThat(tile(panel, 2).facts().state()).isEqualTo("answers, process unknown");
        assertThat(tile(panel, 2).facts().canKill()).isFalse();
        assertThat(tile(panel, 2).facts().canStart()).isFalse();
        assertThat(tile(panel, 2).facts().killHint()).contains("no record of its process");
        panel.commands().kill(tile(panel, 2));
        assertThat(cluster.control().commands()).isEmpty();
    }

    @Test
    void theSentenceReportsStartingNodes() {
        ClusterFixture cluster = new ClusterFixture(3);
        PanelViewModel panel = panel(cluster);
        cluster.control().set(NODE2, new NodeProcess.Starting(7, NOW));
        panel.tick(NOW);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("Starting 1 node…");
        cluster.control()
                .set(
                        NODE2,
                        new NodeProcess.Running(
                                7, cluster.config().nodes().get(1).address(), NOW));
        panel.tick(NOW);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("1 node runs, no answer yet");
        assertThat(panel.toolbarProperty().get()).isEqualTo(new ToolbarState(true, 1, false, 0));
    }

    @Test
    void aClosingPanelSaysSoAndExecutesNoMoreCommands() {
        ClusterFixture cluster = new ClusterFixture(3).allUp().killed(2);
        PanelViewModel panel = panel(cluster);
        panel.close(NOW);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("Stopping 2 nodes: node1, node3…");
        assertThat(panel.toolbarProperty().get()).isEqualTo(new ToolbarState(false, 0, false, 0));
        panel.commands().start(tile(panel, 2));
        panel.commands().kill(tile(panel, 1));
        assertThat(cluster.control().commands()).isEmpty();
    }

    @Test
    void aRepeatedNoticeIsShownOnceAndNoticesAreLimited() {
        PanelViewModel panel = panel(new ClusterFixture(3));
        panel.notice("a");
        panel.notice("a");
        assertThat(panel.notices()).containsExactly("a");
        for (String text : "b c d e f".split(" ", -1)) {
            panel.notice(text);
        }
        assertThat(panel.notices()).containsExactly("f", "e", "d", "c", "b");
    }

    @Test
    void aNoticeEndsWhenItIsReadAndAWarningWhenItIsDismissed() {
        PanelViewModel panel = panel(new ClusterFixture(3));
        panel.notice("Saved a.csv");
        panel.warning("Not saved to b.csv");
        assertThat(shown(panel)).isEqualTo("Saved a.csv");
        panel.tick(later(Duration.ofMillis(4_700)));
        assertThat(shown(panel)).isEqualTo("Saved a.csv");
        panel.tick(later(Duration.ofMillis(4_800)));
        assertThat(shown(panel)).isEqualTo("Not saved to b.csv");
        assertThat(panel.noticeLine().lineProperty().get().earlier()).containsExactly("Saved a.csv");
        panel.notice("Saved c.csv");
        panel.tick(later(Duration.ofHours(1)));
        assertThat(shown(panel)).as("a warning waits").isEqualTo("Not saved to b.csv");
        assertThat(panel.noticeLine().lineProperty().get().waiting()).containsExactly("Saved c.csv");
        panel.noticeLine().dismiss();
        assertThat(shown(panel)).isEqualTo("Saved c.csv");
        panel.tick(later(Duration.ofHours(1).plusSeconds(4)));
        assertThat(shown(panel)).as("its time begins when it is shown").isEqualTo("Saved c.csv");
        panel.tick(later(Duration.ofHours(1).plusSeconds(5)));
        assertThat(shown(panel)).isEmpty();
        assertThat(panel.notices()).isEmpty();
    }

    private static String shown(PanelViewModel panel) {
        return panel.noticeLine().lineProperty().get().text();
    }

    @Test
    void aLongNoticeIsShownLonger() {
        PanelViewModel panel = panel(new ClusterFixture(3));
        panel.notice("x".repeat(200));
        panel.tick(later(Duration.ofSeconds(16)));
        assertThat(shown(panel)).isNotEmpty();
        panel.tick(later(Duration.ofSeconds(18)));
        assertThat(shown(panel)).isEmpty();
    }

    @Test
    void aNoticeStaysWhileItIsHeldAndAnEarlierOneIsShownAgain() {
        PanelViewModel panel = panel(new ClusterFixture(3));
        panel.notice("a");
        panel.noticeLine().heldProperty().set(true);
        panel.tick(later(Duration.ofMinutes(1)));
        assertThat(shown(panel)).isEqualTo("a");
        panel.noticeLine().heldProperty().set(false);
        panel.tick(later(Duration.ofMinutes(1)));
        assertThat(shown(panel)).isEmpty();
        panel.warning("b");
        panel.noticeLine().showNow("a");
        assertThat(shown(panel)).isEqualTo("a");
        panel.noticeLine().dismiss();
        assertThat(shown(panel)).isEqualTo("b");
    }

    @Test
    void theHoveredCellIsShownInsteadOfTheSelectedOne() {
        GridViewModel grid = panel(new ClusterFixture(3).allUp()).grid();
        assertThat(grid.detailsProperty().get()).isNull();
        grid.selectedProperty().set(new CellRef(node(1), node(2)));
        grid.hoveredProperty().set(new CellRef(node(3), node(2)));
        assertThat(grid.detailsProperty().get()).extracting(CellDetails::title).isEqualTo("node3 about node2");
        grid.hoveredProperty().set(null);
        assertThat(grid.detailsProperty().get()).extracting(CellDetails::title).isEqualTo("node1 about node2");
    }

    @Test
    void theOutputOfTheSelectedNodeIsShown() {
        ClusterFixture cluster = new ClusterFixture(3).allUp();
        cluster.control().print(NODE2, "one", "two\u001b[31m\tthree");
        PanelViewModel panel = panel(cluster);
        panel.selectedNodeProperty().set(NODE2);
        assertThat(panel.output().titleProperty().get()).isEqualTo("Output of node2");
        assertThat(panel.output().textProperty().get()).isEqualTo("one\ntwo?[31m three");
    }
}
