package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** No control moves while the cluster changes, so that a click hits the control that was aimed at. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class StandstillTest {
    /** Distance of the tested points from the edge of a control, in pixels, to avoid rounded corners. */
    private static final double EDGE = 2;

    private static final Duration AGO = Duration.ofSeconds(15);
    private static final String LONG =
            "Port 8003 is taken by process 4711 (/opt/some/where/bin/python3 -m http.server 8003):"
                    + " stop it, or choose another port for node3 in launcher-config/cluster.json, and start it again.";

    private @Nullable Stage stage;
    private @Nullable PanelController panel;
    private @Nullable PanelViewModel model;

    private interface Event {
        void on(ClusterFixture cluster, PanelViewModel model);
    }

    /** Applied in this order to one cluster; the last ones end its nodes. */
    private static final Map<String, Event> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put("saved", (cluster, model) -> model.notice("Saved /home/user/telltale-scorecard.csv"));
        EVENTS.put("start", (cluster, model) -> cluster.control().set(node(1), new NodeProcess.Starting(4_711, NOW)));
        EVENTS.put("pause", (cluster, model) -> cluster.paused(2, AGO));
        EVENTS.put("external", (cluster, model) -> cluster.external(1));
        EVENTS.put("unknown process", (cluster, model) -> cluster.control().set(node(1), new NodeProcess.Stopped()));
        EVENTS.put("observers differ", (cluster, model) -> cluster.withStatus(1, 2, Status.DOWN));
        EVENTS.put("quiet badge", (cluster, model) -> cluster.with(CauseKind.HANG.of(node(2))));
        EVENTS.put(
                "pending badge, bolts",
                (cluster, model) -> cluster.withFault(Duration.ofMillis(10), new NodeFault.Stall(node(2)))
                        .withFault(Duration.ofMillis(10), new NodeFault.Fail(node(1), false)));
        EVENTS.put(
                "wrong badge",
                (cluster, model) -> cluster.with(CauseKind.HANG.of(node(3)))
                        .withFault(AGO, new LinkFault.Cut(LinkSets.between(node(1), node(2)))));
        EVENTS.put(
                "long diagnosis",
                (cluster, model) -> cluster.with(CauseKind.ONE_WAY.of(node(1), node(3)))
                        .with(CauseKind.SKEWED.of(node(2)))
                        .sick(1, 5));
        EVENTS.put(
                "past", (cluster, model) -> model.timeline().select(NOW.wall().minusSeconds(20)));
        EVENTS.put("present", (cluster, model) -> model.timeline().live());
        EVENTS.put(
                "notices",
                (cluster, model) ->
                        Stream.of("Saved a", LONG, "Saved b", LONG + LONG).forEach(model::notice));
        EVENTS.put("kill", (cluster, model) -> cluster.killed(2));
        EVENTS.put("failed start", (cluster, model) -> cluster.failed(3));
        EVENTS.put(
                "long reason",
                (cluster, model) -> cluster.control()
                        .set(node(1), new NodeProcess.Exited(3, false, NOW, Duration.ofMillis(200), LONG)));
        EVENTS.put("close", (cluster, model) -> model.close(NOW));
    }

    @Start
    void start(Stage window) {
        stage = window;
    }

    private PanelController panel() {
        return Objects.requireNonNull(panel);
    }

    private PanelViewModel model() {
        return Objects.requireNonNull(model);
    }

    private void open(ClusterFixture cluster, double width, double height) {
        doOnFx(() -> {
            model = new PanelViewModel(
                    cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
            panel = new PanelController(model(), () -> {});
            panel().addScenarios(scenarios(cluster), null);
            panel().matrix().reduceMotionProperty().set(true);
            Stage window = Objects.requireNonNull(stage);
            DashboardFixture.show(window, panel().root(), width, height);
            cluster.showOn(model());
        });
    }

    private ScenarioViewModel scenarios(ClusterFixture cluster) {
        return new ScenarioViewModel(
                cluster.config(),
                () -> {
                    throw new IllegalStateException("no scenario is run here");
                },
                FxBridge.FX_THREAD,
                model()::notice);
    }

    /** The position of a control, and whether another one receives clicks at its centre or near an edge. */
    private record Place(Bounds onScreen, boolean isShown, boolean isCovered) {}

    /** All controls by id, also those that are not visible. */
    private Map<String, Place> places() {
        return onFx(() -> {
            Parent root = panel().root();
            settle(root);
            Map<String, Place> places = new TreeMap<>();
            Stream.of(".bar", "#tiles", "#bottomTabs")
                    .flatMap(area -> root.lookup(area).lookupAll("*").stream())
                    .filter(StandstillTest::isControl)
                    .forEach(control -> places.put(control.getId(), place(control)));
            root.lookupAll(".tab").forEach(tab -> places.put("tab " + tab.getId(), place(tab)));
            var nodes = model().grid().grid().nodes();
            for (var observer : nodes) {
                for (var subject : nodes) {
                    var cell = new CellRef(observer, subject);
                    places.put(
                            "cell " + cell,
                            place(panel().matrix(), panel().matrix().cellBounds(cell)));
                }
            }
            return places;
        });
    }

    /** Whether the node is a control of the panel; parts of controls have no id. */
    private static boolean isControl(Node node) {
        boolean isControl = node instanceof ButtonBase || node instanceof TextInputControl;
        return isControl && node.getId() != null && !isOfAnotherTab(node);
    }

    private static boolean isOfAnotherTab(Node node) {
        return Stream.iterate(node, Objects::nonNull, Node::getParent)
                .anyMatch(up -> up.getStyleClass().contains("tab-content-area") && !up.isVisible());
    }

    private static boolean isShown(Node node) {
        return Stream.iterate(node, Objects::nonNull, Node::getParent).allMatch(Node::isVisible);
    }

    private Place place(Node control) {
        return place(control, control.getBoundsInLocal());
    }

    private Place place(Node control, Bounds part) {
        double middleX = part.getCenterX();
        double middleY = part.getCenterY();
        boolean isCovered = Stream.of(
                        new Point2D(middleX, middleY),
                        new Point2D(part.getMinX() + EDGE, middleY),
                        new Point2D(part.getMaxX() - EDGE, middleY),
                        new Point2D(middleX, part.getMinY() + EDGE),
                        new Point2D(middleX, part.getMaxY() - EDGE))
                .anyMatch(point -> !isReached(control, control.localToScene(point)));
        return new Place(control.localToScreen(part), isShown(control), isCovered);
    }

    private boolean isReached(Node control, Point2D point) {
        return Stream.iterate(top(panel().root(), point), Objects::nonNull, Node::getParent)
                .anyMatch(control::equals);
    }

    /** The node that receives a click at this point of the scene. */
    private static @Nullable Node top(Node node, Point2D point) {
        Point2D own = node.sceneToLocal(point);
        boolean isClipped = node.getClip() != null && !node.getClip().contains(own);
        if (!node.isVisible() || node.isMouseTransparent() || isClipped) {
            return null;
        }
        if (node instanceof Parent parent) {
            List<Node> children = parent.getChildrenUnmodifiable();
            for (int i = children.size() - 1; i >= 0; i--) {
                Node found = top(children.get(i), point);
                if (found != null) {
                    return found;
                }
            }
        }
        return node.contains(own) ? node : null;
    }

    /** Lays out twice: the first pass may change styles, such as that of a narrow window. */
    private static void settle(Parent root) {
        for (int pass = 1; pass <= 2; pass++) {
            root.applyCss();
            root.layout();
        }
    }

    private static List<String> moved(Map<String, Place> before, Map<String, Place> after) {
        return before.entrySet().stream()
                .filter(one -> isMoved(one.getValue(), after.get(one.getKey())))
                .map(one -> one.getKey() + ": " + one.getValue() + " became " + after.get(one.getKey()))
                .limit(3)
                .toList();
    }

    /** Whether the control has moved or is newly covered; one that is scrolled out of sight counts as covered. */
    private static boolean isMoved(Place before, @Nullable Place after) {
        return after == null
                || !before.onScreen().equals(after.onScreen())
                || (after.isShown() && after.isCovered() && !before.isCovered());
    }

    @ParameterizedTest
    @CsvSource({"3, 800, 560", "3, 1280, 820", "6, 800, 560", "6, 1280, 820", "30, 800, 560", "30, 1280, 820"})
    void noControlMovesWhenTheClusterChanges(int size, double width, double height) {
        var cluster = new ClusterFixture(size).allUp();
        open(cluster, width, height);
        Map<String, Place> before = places();
        // The list has only the tiles that are in view.
        int tiles = onFx(() -> panel().root().lookupAll(".node-tile").size());
        assertThat(tiles).isBetween(Math.min(size, 2), size);
        assertThat(before).hasSizeGreaterThan(size * size + 3 * tiles);
        Map<String, List<String>> moved = new LinkedHashMap<>();
        EVENTS.forEach((name, event) -> {
            doOnFx(() -> {
                event.on(cluster, model());
                model().show(cluster.view());
                model().refreshTimes(later(Duration.ofMillis(250)));
            });
            List<String> those = moved(before, places());
            if (!those.isEmpty()) {
                moved.put(name, those);
            }
        });
        assertThat(moved).isEmpty();
    }

    /** Every tab of the bottom area at its minimum height, with active faults. */
    @ParameterizedTest
    @CsvSource({"800, 560", "1200, 760"})
    void noticesNeitherCoverNorMoveControls(double width, double height) {
        var cluster = new ClusterFixture(3)
                .allUp()
                .withFault(AGO, new NodeFault.Stall(node(2)))
                .withFault(AGO, new NodeFault.Fail(node(1), false));
        open(cluster, width, height);
        doOnFx(() -> ((SplitPane) panel().root().lookup("#split")).setDividerPositions(1));
        var tabs = (TabPane) panel().root().lookup("#tabs");
        Map<String, List<String>> moved = new LinkedHashMap<>();
        onFx(() -> List.copyOf(tabs.getTabs())).forEach(tab -> {
            doOnFx(() -> tabs.getSelectionModel().select(tab));
            Map<String, Place> before = places();
            doOnFx(() -> Stream.of("Saved a", LONG, LONG + LONG).forEach(model()::notice));
            List<String> withNotices = moved(before, places());
            doOnFx(() -> model().notices().clear());
            moved.put(tab.getId() + " with notices", withNotices);
            moved.put(tab.getId() + " without", moved(before, places()));
        });
        moved.values().removeIf(List::isEmpty);
        assertThat(moved).isEmpty();
    }
}
