package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.cluster.RecentConfigs;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.FakeFaultControl;
import dev.telltale.testkit.FakeProcessControl;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The cluster of the running window is replaced, from the menu at its name. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ClusterSwitchTest {
    private static final String SMALL = """
            {"cluster": "small", "heartbeat_interval": "1s", "heartbeat_timeout": "3s",
             "nodes": [{"id": "a", "port": 9001}, {"id": "b", "port": 9002}]}
            """;
    private static final String BROKEN = """
            {"cluster": "small", "heartbeat_interval": "soon", "heartbeat_timeout": "3s",
             "nodes": [{"id": "a", "port": 90010}, {"id": "b"}]}
            """;

    private final ClusterFixture demo = new ClusterFixture(3).allUp();
    private final List<ClusterConfig> made = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final CountDownLatch demoEnds = new CountDownLatch(1);
    private DashboardFixture panel;

    @TempDir
    private Path folder;

    private Path config() {
        return folder.resolve("small.json");
    }

    @Start
    void start(Stage window) throws IOException {
        new RecentConfigs(folder.resolve("recent.json")).add(Files.writeString(config(), SMALL));
        panel = new DashboardFixture(
                window,
                new DashboardContext(
                        new DashboardContext.First(
                                DashboardFixture.context(demo, List.of(), this::stopDemo), null, List.of()),
                        this::make,
                        port -> true,
                        TimeSource.SYSTEM,
                        folder,
                        Path.of("launcher-config", "scenarios")));
    }

    private void stopDemo() {
        stopped.add("demo");
        try {
            assertThat(demoEnds.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ClusterContext make(ClusterConfig config) {
        if (config.cluster().equals("unopenable")) {
            throw new IllegalStateException("no port is free.");
        }
        made.add(config);
        return new ClusterContext(
                config,
                new FakeProcessControl(),
                new FakeFaultControl(),
                () -> stopped.add(config.cluster()),
                listener -> new ClusterWatch(List.of(), TimeSource.SYSTEM, listener),
                () -> {
                    throw new IllegalStateException("no scenario is run here");
                });
    }

    @AfterEach
    void leave() {
        demoEnds.countDown();
        panel.stop();
    }

    private static Stream<MenuItem> items(FxRobot robot) {
        MenuButton menu = robot.lookup("#config").queryAs(MenuButton.class);
        Objects.requireNonNull(menu.getOnShowing()).handle(null);
        return menu.getItems().stream()
                .flatMap(item -> item instanceof Menu recent
                        ? Stream.concat(Stream.of(item), recent.getItems().stream())
                        : Stream.of(item));
    }

    private static void choose(FxRobot robot, String id) {
        Await.until("the menu offers " + id, () -> onFx(() -> items(robot).anyMatch(item -> id.equals(item.getId()))));
        doOnFx(() -> items(robot)
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private static void isShown(FxRobot robot, String query) {
        Await.until(
                query + " is shown",
                () -> onFx(() ->
                        robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent()));
    }

    private static void press(FxRobot robot, String button) {
        isShown(robot, button);
        doOnFx(() -> robot.lookup(button).queryAs(Button.class).fire());
    }

    private void isOpen(FxRobot robot, String name) {
        Await.until(
                name + " is shown",
                () -> onFx(() -> robot.lookup("#config")
                        .queryAs(MenuButton.class)
                        .getText()
                        .startsWith(name + " · ")));
    }

    private static String sentence(FxRobot robot) {
        return onFx(() -> robot.lookup("#sentence").queryAs(Label.class).getText());
    }

    /** Opens a new cluster in the window, without the demo's nodes in the way. */
    private void createCluster(FxRobot robot, String nodes, String preset) {
        choose(robot, "newCluster");
        isShown(robot, "#newClusterCard");
        doOnFx(() -> {
            robot.lookup("#clusterNodes").queryAs(TextField.class).setText(nodes);
            robot.lookup(preset).queryAs(ToggleButton.class).fire();
        });
        press(robot, "#createCluster");
    }

    /** Closes the window; nodes that run would be asked for, and the second request is the answer. */
    private void closeWindow(FxRobot robot) {
        panel.requestClose(robot);
        panel.requestClose(robot);
    }

    @Test
    void aNewClusterReplacesTheOldOneWhichIsStoppedAfterAQuestion(FxRobot robot) {
        doOnFx(() -> {
            robot.lookup("#theme").queryAs(Button.class).fire();
            panel.stage.setWidth(1300);
        });
        createCluster(robot, "7", "#preset-fast");
        isShown(robot, "#question");
        assertThat(onFx(() ->
                        robot.lookup("#question .title").queryAs(Label.class).getText()))
                .isEqualTo("Stop the 3 nodes of demo and open demo-7?");
        press(robot, "#answerYes");
        Await.until("the old cluster is being stopped", () -> stopped.contains("demo"));
        Await.until("the window says so", () -> sentence(robot).equals("Stopping 3 nodes: node1, node2, node3…"));
        assertThat(made).hasSize(1);

        demoEnds.countDown();
        isOpen(robot, "demo-7");
        assertThat(made.get(0).nodes()).hasSize(7);
        assertThat(made.get(0).heartbeat())
                .isEqualTo(new HeartbeatSettings(Duration.ofMillis(400), Duration.ofMillis(1_500)));
        assertThat(stopped).containsExactly("demo");
        assertThat(onFx(() -> robot.lookup("#config").queryAs(MenuButton.class).getText()))
                .isEqualTo("demo-7 · 7 nodes · heartbeat 400 ms · timeout 1.5 s");
        assertThat(onFx(() -> panel.stage.getWidth())).isEqualTo(1300);
        closeWindow(robot);
        assertThat(panel.exited).succeedsWithin(Await.TIMEOUT);
        assertThat(stopped).containsExactly("demo", "demo-7");
        assertThat(folder.resolve("panel.json")).content().contains("\"" + Theme.DARK + "\"");
        assertThat(folder.resolve("panel.0.log")).as("nothing went wrong").doesNotExist();
    }

    @Test
    void escapeKeepsTheClusterAndNoKeyReachesItsNodes(FxRobot robot) {
        createCluster(robot, "2", "#preset-lan");
        isShown(robot, "#question");
        robot.push(KeyCode.K);
        robot.push(KeyCode.ESCAPE);
        Await.until(
                "the question is gone",
                () -> onFx(() -> robot.lookup("#question").tryQuery().isEmpty()));
        isOpen(robot, "demo");
        assertThat(stopped).isEmpty();
        assertThat(demo.control().commands()).isEmpty();
    }

    @Test
    void aWrongNumberOfNodesCannotBeCreated(FxRobot robot) {
        choose(robot, "newCluster");
        isShown(robot, "#newClusterCard");
        doOnFx(() -> robot.lookup("#clusterNodes").queryAs(TextField.class).setText("31"));
        assertThat(onFx(() ->
                        robot.lookup("#clusterProblem").queryAs(Label.class).getText()))
                .isEqualTo("A cluster has 1 to 30 nodes.");
        assertThat(onFx(() -> robot.lookup("#createCluster").query().isDisabled()))
                .isTrue();
    }

    @Test
    void aBrokenConfigShowsAllItsErrorsUntilItIsCorrected(FxRobot robot) throws IOException {
        demoEnds.countDown();
        Path file = Files.writeString(config(), BROKEN);
        choose(robot, "recent-0");
        isShown(robot, "#configErrors");
        assertThat(onFx(() ->
                        robot.lookup("#configErrorList").queryAs(TextArea.class).getText()))
                .contains("heartbeat_interval", "nodes[0].port", "port is missing");
        press(robot, "#errorsReload");
        isShown(robot, "#configErrors");

        Files.writeString(file, SMALL);
        press(robot, "#errorsReload");
        press(robot, "#answerYes");
        isOpen(robot, "small");
        choose(robot, "formerCluster");
        isOpen(robot, "demo");
        assertThat(made).extracting(ClusterConfig::cluster).containsExactly("small", "demo");
    }

    @Test
    void aClusterThatCannotBeOpenedLeavesTheOldOneRunning(FxRobot robot) throws IOException {
        Files.writeString(config(), SMALL.replace("small", "unopenable"));
        choose(robot, "recent-0");
        press(robot, "#answerYes");
        Await.until(
                "a notice says why",
                () -> onFx(() -> robot.lookup("#notice")
                        .queryAs(Label.class)
                        .getText()
                        .equals("unopenable cannot be opened: no port is free.")));
        isOpen(robot, "demo");
        assertThat(stopped).isEmpty();
    }

    @Test
    void closingWhileTheOldClusterIsStoppedOpensNoOther(FxRobot robot) {
        createCluster(robot, "5", "#preset-demo");
        press(robot, "#answerYes");
        Await.until("the old cluster is being stopped", () -> stopped.contains("demo"));
        closeWindow(robot);
        demoEnds.countDown();
        assertThat(panel.exited).succeedsWithin(Await.TIMEOUT);
        Await.until("the cluster that was not shown is stopped", () -> stopped.equals(List.of("demo", "demo-5")));
    }
}
