package dev.telltale.dashboard.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.Story;
import dev.telltale.dashboard.viewmodel.PanelViewModel.Offer;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.NodeStartException;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PanelViewModelTest {
    private static final NodeId NODE2 = Story.node(2);

    private static PanelViewModel panel(Story story) {
        var panel = new PanelViewModel(
                story.config(), story.control(), story.faults(), Runnable::run, Story.NOW, ZoneId.of("UTC"));
        panel.show(story.view());
        return panel;
    }

    private static NodeTileViewModel tile(PanelViewModel panel, int number) {
        return panel.tiles().get(number - 1);
    }

    @Test
    void configIsToldInWords() {
        assertThat(panel(new Story(3)).configInWords()).isEqualTo("demo · 3 nodes · beat 2 s · timeout 5 s");
        assertThat(panel(new Story(1)).configInWords()).startsWith("demo · 1 node · ");
    }

    @Test
    void beforeTheFirstStartOnlyStartingIsOffered() {
        PanelViewModel panel = panel(new Story(3));
        assertThat(panel.offerProperty().get()).isEqualTo(new Offer(true, false, true));
        assertThat(panel.situation().sentenceProperty().get()).startsWith("No node answers.");
        assertThat(panel.tiles()).noneMatch(tile -> tile.primaryProperty().get());
        assertThat(tile(panel, 1).facts().state()).isEqualTo("stopped");
    }

    @Test
    void startClusterStartsEveryNodeThatDoesNotRun() {
        Story story = new Story(3).allUp().killed(2);
        panel(story).startCluster();
        assertThat(story.control().commands()).containsExactly("start node2");
    }

    @Test
    void aClusterThatAnotherLauncherRunsIsNotStartedAndThatIsTold() {
        Story story = new Story(3);
        story.control().ownedBy("PID 4711 runs this cluster already");
        PanelViewModel panel = panel(story);
        panel.commands().tellOwner(panel::notice);
        panel.startCluster();
        assertThat(story.control().commands()).isEmpty();
        assertThat(panel.notices())
                .containsExactlyInAnyOrder(
                        "PID 4711 runs this cluster already; its nodes are shown as external, and they end with it.",
                        "PID 4711 runs this cluster already, so nothing was started here.");
    }

    @Test
    void aNodeThatIsAboutToBeStartedAgainSaysSoAndCanOnlyBeEnded() {
        Story story = new Story(3);
        PanelViewModel panel = panel(story);
        String reason = "exited (3): out of luck; restart 1 of 5 follows";
        story.control().set(NODE2, new NodeProcess.Exited(3, false, Story.NOW, Duration.ofSeconds(2), reason, true));
        panel.tick(Story.NOW);
        NodeTileViewModel.TileFacts facts = tile(panel, 2).facts();
        assertThat(facts.state()).isEqualTo("restarting");
        assertThat(facts.canStart()).isFalse();
        assertThat(facts.canKill()).isTrue();
        assertThat(tile(panel, 2).problemProperty().get()).isEqualTo(reason);
        assertThat(panel.hasOwnNodes()).isTrue();
    }

    @Test
    void whileAllRunOnlyStoppingIsOffered() {
        assertThat(panel(new Story(3).allUp()).offerProperty().get()).isEqualTo(new Offer(false, true, false));
    }

    @Test
    void killedNodeSaysSoAndIsTheThingToStartNext() {
        PanelViewModel panel = panel(new Story(3).allUp().killed(2));
        NodeTileViewModel.TileFacts facts = tile(panel, 2).facts();
        assertThat(facts.state()).isEqualTo("killed (137)");
        assertThat(facts.health()).isEqualTo(Health.DOWN);
        assertThat(facts.seenBy()).isEqualTo("0 of 2");
        assertThat(facts.uptimeLabel() + " " + facts.uptime()).isEqualTo("was up 2 min 10 s");
        assertThat(facts.pid()).isEqualTo("–");
        assertThat(facts.canStart()).isTrue();
        assertThat(facts.canKill()).isFalse();
        assertThat(tile(panel, 2).primaryProperty().get()).isTrue();
        assertThat(tile(panel, 1).facts().seenBy()).isEqualTo("1 of 1");
    }

    @Test
    void onlyOneButtonIsPrimaryTheSelectedNodesFirst() {
        PanelViewModel panel = panel(new Story(4).allUp().killed(2).killed(3));
        assertThat(tile(panel, 2).primaryProperty().get()).isTrue();
        assertThat(tile(panel, 3).primaryProperty().get()).isFalse();
        panel.selectedNodeProperty().set(Story.node(3));
        assertThat(tile(panel, 2).primaryProperty().get()).isFalse();
        assertThat(tile(panel, 3).primaryProperty().get()).isTrue();
    }

    @Test
    void observersWhoDisagreeMakeTheTileAmber() {
        Story story = new Story(3).allUp();
        PanelViewModel panel = panel(story);
        panel.show(story.view((observer, subject) ->
                observer.equals(Story.node(1)) && subject.equals(NODE2) ? Status.DOWN : Status.UP));
        assertThat(tile(panel, 2).facts().health()).isEqualTo(Health.SUSPECT);
        assertThat(tile(panel, 2).facts().seenBy()).isEqualTo("1 of 2");
    }

    @Test
    void uptimeMovesOnWhileNothingArrives() {
        PanelViewModel panel = panel(new Story(3).allUp());
        panel.tick(Story.later(Duration.ofSeconds(6)));
        assertThat(tile(panel, 1).facts().uptime()).isEqualTo("2 min 20 s");
    }

    @Test
    void failureOfACommandStandsOnTheTileUntilTheNodeLivesAgain() {
        Story story = new Story(3).allUp().killed(2);
        PanelViewModel panel = panel(story);
        String reason = "Port 8002 is taken by process 4711.";
        story.control().answerWith(CompletableFuture.failedFuture(new NodeStartException(reason)));
        panel.commands().start(tile(panel, 2));
        assertThat(tile(panel, 2).problemProperty().get()).isEqualTo(reason);
        panel.tick(Story.NOW);
        assertThat(tile(panel, 2).problemProperty().get()).isEqualTo(reason);
        story.control().set(NODE2, new NodeProcess.Starting(7, Story.NOW));
        panel.tick(Story.NOW);
        assertThat(tile(panel, 2).problemProperty().get()).isEmpty();
    }

    @Test
    void nodeThatEndedByItselfSaysWhy() {
        PanelViewModel panel = panel(new Story(3).allUp().failed(3));
        assertThat(tile(panel, 3).facts().state()).isEqualTo("exited (3)");
        assertThat(tile(panel, 3).problemProperty().get()).startsWith("Port 8003 is taken");
    }

    @Test
    void externalNodeCanBeKilledButIsNotStoppedWithTheCluster() {
        Story story = new Story(3).allUp().external(1);
        PanelViewModel panel = panel(story);
        assertThat(tile(panel, 1).facts().state()).isEqualTo("external");
        panel.stopCluster();
        panel.commands().kill(tile(panel, 1));
        assertThat(story.control().commands()).containsExactly("stop node2", "stop node3", "kill node1");
    }

    @Test
    void nodeThatAnswersWithoutAKnownProcessCannotBeKilledAndSaysWhy() {
        Story story = new Story(3).allUp();
        story.control().set(NODE2, new NodeProcess.Stopped());
        PanelViewModel panel = panel(story);
        assertThat(tile(panel, 2).facts().state()).isEqualTo("answers, process unknown");
        assertThat(tile(panel, 2).facts().canKill()).isFalse();
        assertThat(tile(panel, 2).facts().canStart()).isFalse();
        assertThat(tile(panel, 2).facts().killHint()).contains("no record of its process");
        panel.commands().kill(tile(panel, 2));
        assertThat(story.control().commands()).isEmpty();
    }

    @Test
    void externalNodeOutsideTheConfigHasATileToo() {
        Story story = new Story(3).allUp();
        PanelViewModel panel = panel(story);
        var stray = new NodeProcess.External(
                99, story.config().nodes().get(0).address().withPort(9_000), Story.NOW.wall());
        story.control().set(new NodeId("stray"), stray);
        panel.tick(Story.NOW);
        panel.tick(Story.NOW);
        assertThat(panel.tiles()).hasSize(4);
        assertThat(panel.tiles().get(3).facts().address()).isEqualTo("127.0.0.1:9000");
        assertThat(panel.offerProperty().get().canStart()).isFalse();
    }

    @Test
    void whileNodesStartTheSentenceSaysSo() {
        Story story = new Story(3);
        PanelViewModel panel = panel(story);
        story.control().set(NODE2, new NodeProcess.Starting(7, Story.NOW));
        panel.tick(Story.NOW);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("Starting 1 node…");
        story.control()
                .set(NODE2, Story.running(7, story.config().nodes().get(1).address(), Duration.ZERO));
        panel.tick(Story.NOW);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("1 node runs, no answer yet");
        assertThat(panel.offerProperty().get()).isEqualTo(new Offer(true, true, false));
    }

    @Test
    void whileItClosesTheSentenceSaysSoAndNothingMoreIsStarted() {
        Story story = new Story(3).allUp().killed(2);
        PanelViewModel panel = panel(story);
        panel.close(Story.NOW);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo("Stopping 2 nodes…");
        assertThat(panel.offerProperty().get()).isEqualTo(new Offer(false, false, false));
        panel.commands().start(tile(panel, 2));
        panel.commands().kill(tile(panel, 1));
        assertThat(story.control().commands()).isEmpty();
    }

    @Test
    void sameNoticeStandsOnceAndNoticesAreBounded() {
        PanelViewModel panel = panel(new Story(3));
        panel.notice("a");
        panel.notice("a");
        assertThat(panel.notices()).containsExactly("a");
        for (String text : "b c d e f".split(" ", -1)) {
            panel.notice(text);
        }
        assertThat(panel.notices()).containsExactly("f", "e", "d", "c", "b");
    }

    @Test
    void hoveredCellIsToldBeforeTheSelectedOne() {
        GridViewModel grid = panel(new Story(3).allUp()).grid();
        assertThat(grid.detailsProperty().get()).isNull();
        grid.selectedProperty().set(new CellRef(Story.node(1), Story.node(2)));
        grid.hoveredProperty().set(new CellRef(Story.node(3), Story.node(2)));
        assertThat(grid.detailsProperty().get()).extracting(CellDetails::title).isEqualTo("node3 about node2");
        grid.hoveredProperty().set(null);
        assertThat(grid.detailsProperty().get()).extracting(CellDetails::title).isEqualTo("node1 about node2");
    }

    @Test
    void outputIsThatOfTheSelectedNode() {
        Story story = new Story(3).allUp();
        story.control().print(NODE2, "one", "two\u001b[31m\tthree");
        PanelViewModel panel = panel(story);
        panel.selectedNodeProperty().set(NODE2);
        assertThat(panel.output().titleProperty().get()).isEqualTo("Output of node2");
        assertThat(panel.output().textProperty().get()).isEqualTo("one\ntwo?[31m three");
    }
}
