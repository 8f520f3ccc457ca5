package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.TestValues;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsViewModelTest {
    private static final Link ONE_TO_THREE = new Link(node(1), node(3));
    private static final FaultType CUT = new LinkFault.Cut(Set.of(ONE_TO_THREE));

    private final ClusterFixture cluster = new ClusterFixture(4).allUp();
    private final PanelViewModel panel = panel(cluster);

    private static PanelViewModel panel(ClusterFixture cluster) {
        var panel = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        panel.show(cluster.view());
        cluster.faults().onChange(() -> panel.tick(NOW));
        return panel;
    }

    private FaultsViewModel faults() {
        return panel.faults();
    }

    private List<String> words() {
        return faults().lines().stream().map(FaultLine::words).toList();
    }

    private static MenuEntry.Action find(List<MenuEntry> menu, String id) {
        return actions(menu)
                .filter(action -> action.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + menu));
    }

    private static Stream<MenuEntry.Action> actions(List<MenuEntry> menu) {
        return menu.stream()
                .flatMap(entry -> entry instanceof MenuEntry.Group group
                        ? actions(group.entries())
                        : entry instanceof MenuEntry.Action action ? Stream.of(action) : Stream.empty());
    }

    private void press(List<MenuEntry> menu, String id) {
        find(menu, id).command().run();
    }

    private List<MenuEntry> cell(int observer, int subject) {
        return panel.faultMenu().ofCell(new CellRef(node(observer), node(subject)));
    }

    private List<MenuEntry> nodes(Integer... numbers) {
        return panel.faultMenu()
                .ofNodes(Stream.of(numbers).map(TestValues::node).toList());
    }

    @Test
    void theCutOfACellAffectsOnlyItsDirectionOfItsLink() {
        press(cell(1, 3), "cut");
        assertThat(cluster.faults().made()).containsExactly(CUT);
        assertThat(words()).containsExactly("cut node1 to node3");
        FaultMarks marks = faults().marksProperty().get();
        assertThat(marks.ofCell(node(1), node(3))).isEqualTo("cut");
        assertThat(marks.ofCell(node(3), node(1))).isEmpty();
        assertThat(faults().titleProperty().get()).isEqualTo("Faults (1)");
    }

    @Test
    void everyCellMenuEntryInjectsOneFaultOfItsLinks() {
        List<NodeId> all = cluster.config().ids();
        List<MenuEntry> menu = cell(1, 3);
        for (String id : List.of("delay-300", "drop-70", "both", "row-cut", "column-cut")) {
            press(menu, id);
        }
        Set<Link> one = Set.of(ONE_TO_THREE);
        assertThat(cluster.faults().made())
                .containsExactly(
                        new LinkFault.Delay(one, Duration.ofMillis(300), Duration.ZERO),
                        new LinkFault.Drop(one, 0.7),
                        new LinkFault.Cut(LinkSets.between(node(1), node(3))),
                        new LinkFault.Cut(LinkSets.row(all, node(1))),
                        new LinkFault.Cut(LinkSets.column(all, node(3))));
    }

    @Test
    void nodeFaultsAreInjectedSeparatelyIntoEachSelectedNode() {
        List<MenuEntry> menu = nodes(1, 2);
        for (String id : List.of("stall", "slow-300", "error", "garbage", "gray-heartbeat", "gray-status", "skew-5")) {
            press(menu, id);
        }
        List<FaultType> both = new ArrayList<>();
        for (NodeId node : List.of(node(1), node(2))) {
            both.addAll(List.of(
                    new NodeFault.Stall(node),
                    new NodeFault.Slow(node, Duration.ofMillis(300), Duration.ZERO),
                    new NodeFault.Fail(node, false),
                    new NodeFault.Fail(node, true),
                    new NodeFault.Gray(node, Endpoint.HEARTBEAT),
                    new NodeFault.Gray(node, Endpoint.STATUS),
                    new NodeFault.Skew(node, Duration.ofSeconds(5))));
        }
        assertThat(cluster.faults().made()).containsExactlyInAnyOrderElementsOf(both);
        press(menu, "pause");
        press(menu, "kill");
        press(menu, "restart");
        assertThat(cluster.control().commands())
                .containsExactly(
                        "pause node1",
                        "pause node2",
                        "kill node1",
                        "kill node2",
                        "stop node1",
                        "start node1",
                        "stop node2",
                        "start node2");
    }

    @Test
    void selectedNodesArePartitionedFromTheRest() {
        press(nodes(1, 3), "split");
        assertThat(cluster.faults().made())
                .containsExactly(new LinkFault.Cut(
                        LinkSets.split(List.of(List.of(node(1), node(3)), List.of(node(2), node(4))))));
        assertThat(words()).containsExactly("cut node1, node3 / node2, node4");
    }

    @Test
    void theWholeClusterCanBePartitionedAsInJepsen() {
        List<NodeId> all = cluster.config().ids();
        press(nodes(2), "halves");
        press(nodes(2), "bridge");
        press(nodes(2), "ring");
        press(nodes(2), "isolate");
        assertThat(cluster.faults().made())
                .containsExactly(
                        new LinkFault.Cut(LinkSets.halves(all)),
                        new LinkFault.Cut(LinkSets.bridge(all, node(2))),
                        new LinkFault.Cut(LinkSets.majoritiesRing(all)),
                        new LinkFault.Cut(LinkSets.isolate(all, node(2))));
        assertThat(words())
                .containsExactlyInAnyOrder(
                        "cut node1, node2 / node3, node4",
                        "cut node1 / node3, node4, except node2",
                        "cut a ring of majorities",
                        "cut node2 from all others");
    }

    @Test
    void aSelectionOfAllNodesCannotBePartitionedFromTheRest() {
        assertThat(actions(nodes(1, 2, 3, 4))).extracting(MenuEntry.Action::id).doesNotContain("split", "isolate");
        panel.faultMenu().split(cluster.config().ids());
        assertThat(cluster.faults().made()).isEmpty();
    }

    @Test
    void theMenuOfAFaultyCellOrNodeBeginsWithHeal() {
        press(cell(1, 3), "cut");
        press(cell(1, 3), "heal-f1");
        assertThat(cluster.faults().healed()).containsExactly("f1");
        assertThat(faults().lines()).isEmpty();
        press(nodes(2), "stall");
        assertThat(actions(nodes(2)).findFirst().orElseThrow().words()).isEqualTo("Clear: node2: stalled");
        assertThat(actions(nodes(1)).map(MenuEntry.Action::id)).noneMatch(id -> id.startsWith("heal-"));
    }

    @Test
    void entriesThatCannotWorkAreBlockedAndSayWhy() {
        assertThat(blocked(nodes(1)))
                .containsExactly("Start – running already", "Restart failed nodes – there is none");
        panel.show(cluster.killed(2).external(3).view());
        assertThat(blocked(nodes(1))).containsExactly("Start – running already");
        assertThat(blocked(nodes(2)))
                .containsExactly(
                        "Pause (SIGSTOP) – not running",
                        "Kill (SIGKILL) – not running",
                        "Stop (SIGTERM) – not running",
                        "Restart – not running",
                        "Stall – not running",
                        "Slow – not running",
                        "Fail – not running",
                        "Wrong clock – not running");
        assertThat(blocked(nodes(2, 3)))
                .containsExactly(
                        "Pause (SIGSTOP) – not running or not started by this panel",
                        "Restart – not running or not started by this panel");
        press(nodes(1, 2), "stall");
        assertThat(cluster.faults().made()).containsExactly(new NodeFault.Stall(node(1)));
        press(nodes(1), "restart-failed");
        assertThat(cluster.control().commands()).containsExactly("start node2");
        assertThat(find(nodes(1), "restart-failed").words()).isEqualTo("Restart 1 failed node");
    }

    private static List<String> blocked(List<MenuEntry> menu) {
        return menu.stream()
                .filter(MenuEntry.Blocked.class::isInstance)
                .map(MenuEntry::words)
                .toList();
    }

    @Test
    void undoHealsTheNewestFaultOrPause() {
        cluster.withFault(Duration.ofSeconds(12), CUT)
                .paused(2, Duration.ofSeconds(5))
                .withFault(Duration.ofSeconds(3), new NodeFault.Stall(node(4)));
        panel.tick(NOW);
        assertThat(words()).containsExactly("node4: stalled", "node2: paused", "cut node1 to node3");
        assertThat(faults().lines()).extracting(FaultLine::age).containsExactly("3 s", "5 s", "12 s");
        faults().undo();
        assertThat(cluster.faults().healed()).containsExactly("f2");
        faults().undo();
        assertThat(cluster.control().commands()).containsExactly("resume node2");
        faults().undo(); // The node resumes later; undo must not resume it twice.
        assertThat(cluster.control().commands()).containsExactly("resume node2");
        assertThat(cluster.faults().healed()).containsExactly("f2", "f1");
    }

    @Test
    void undoHealsAFaultThatIsStillPending() {
        var ready = new CompletableFuture<Void>();
        cluster.faults().answerWith(ready);
        faults().make(CUT);
        faults().undo();
        assertThat(cluster.faults().healed()).isEmpty();
        ready.complete(null);
        assertThat(cluster.faults().healed()).containsExactly("f1");
        assertThat(faults().lines()).isEmpty();
    }

    @Test
    void healAllHealsFaultsAndResumesPausedNodes() {
        cluster.withFault(Duration.ofSeconds(12), CUT).paused(2, Duration.ofSeconds(5));
        panel.tick(NOW);
        faults().healAll();
        assertThat(cluster.faults().healed()).containsExactly("all");
        assertThat(cluster.control().commands()).containsExactly("resume node2");
    }

    @Test
    void aRejectedFaultCausesANotice() {
        String reason = "node3 takes no faults: it was started without a token.";
        cluster.faults().answerWith(CompletableFuture.failedFuture(new IllegalStateException(reason)));
        faults().make(CUT);
        assertThat(panel.notices()).containsExactly(reason);
        assertThat(faults().lines()).isEmpty();
    }

    @Test
    void aFaultLineThatOnlyAgesKeepsItsPosition() {
        cluster.withFault(Duration.ofSeconds(12), CUT);
        panel.tick(NOW);
        List<String> changes = new ArrayList<>();
        faults().lines().addListener((javafx.collections.ListChangeListener<FaultLine>) change -> {
            while (change.next()) {
                changes.add(change.wasReplaced() ? "replaced " + change.getFrom() : "moved");
            }
        });
        panel.tick(later(Duration.ofSeconds(1)));
        assertThat(changes).containsExactly("replaced 0");
        assertThat(faults().lines().get(0).age()).isEqualTo("13 s");
        panel.tick(later(Duration.ofSeconds(1)));
        assertThat(changes).hasSize(1);
    }

    @Test
    void aKeyCutsACellAndHealsItAgain() {
        var cell = new CellRef(node(1), node(3));
        panel.faultMenu().cutOrHeal(cell);
        assertThat(cluster.faults().made()).containsExactly(CUT);
        panel.faultMenu().cutOrHeal(cell);
        assertThat(cluster.faults().healed()).containsExactly("f1");
        panel.faultMenu().cutOrHeal(new CellRef(node(1), node(1)));
        assertThat(cluster.faults().made()).hasSize(1);
    }

    @Test
    void headersAreMarkedIfTheirNodeOrAllTheirLinksHaveAFault() {
        List<NodeId> all = cluster.config().ids();
        cluster.withFault(Duration.ZERO, new LinkFault.Cut(LinkSets.row(all, node(1))))
                .withFault(Duration.ZERO, new NodeFault.Gray(node(2), Endpoint.STATUS))
                .paused(3, Duration.ZERO);
        panel.tick(NOW);
        FaultMarks marks = faults().marksProperty().get();
        assertThat(all.stream().filter(marks::isOnRow)).containsExactly(all.get(0), all.get(1), all.get(2));
        assertThat(all.stream().filter(marks::isOnColumn)).containsExactly(all.get(1), all.get(2));
        assertThat(marks.ofNode(node(2))).isEqualTo("gray: status fails");
        assertThat(marks.ofNode(node(3))).as("its process says so").isEmpty();
    }

    @Test
    void theMarkOfACutReplacesOtherFaultsOfTheLink() {
        Set<Link> one = Set.of(ONE_TO_THREE);
        cluster.withFault(Duration.ZERO, new LinkFault.Drop(one, 0.3))
                .withFault(Duration.ZERO, new LinkFault.Delay(one, Duration.ofSeconds(1), Duration.ofMillis(200)));
        panel.tick(NOW);
        assertThat(faults().marksProperty().get().ofCell(node(1), node(3))).isEqualTo("drop 30 %, late 1 to 1.2 s");
        cluster.withFault(Duration.ZERO, CUT).withFault(Duration.ZERO, new LinkFault.Drop(one, 0.7));
        panel.tick(NOW);
        assertThat(faults().marksProperty().get().ofCell(node(1), node(3))).isEqualTo("cut");
    }
}
