package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestPorts;
import dev.telltale.testkit.TestUser;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The whole program with real clicks, processes and heartbeats. */
@ExtendWith(ApplicationExtension.class)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
@Tag("window")
@Tag("quiet")
@Tag("process")
class RealPanelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(3);
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Path folder = newFolder();
    private final int[] ports = TestPorts.free(3);
    private final ClusterConfig config =
            RealCluster.config(new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1)), null, ports);
    private @Nullable Stage stage;
    private @Nullable RealPanel panel;

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("real-panel");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static NodeId node(int n) {
        return new NodeId("node" + n);
    }

    @Start
    void start(Stage window) {
        stage = window;
        panel = new RealPanel(window, folder, config);
    }

    @AfterEach
    void closeAndAssertNothingIsLeft() throws IOException {
        panel().stop();
        assertThat(pids()).noneMatch(Proc::isAlive);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
    }

    private RealPanel panel() {
        return Objects.requireNonNull(panel);
    }

    private List<Long> pids() {
        return panel().launcher.processEvents().stream()
                .filter(deed -> deed.kind() == ProcessEvent.Kind.START)
                .map(ProcessEvent::pid)
                .toList();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Await.await("the window shows it").atMost(PATIENCE).untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertion.run();
        });
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static CellState cell(FxRobot robot, int observer, int subject) {
        return robot.lookup((Node found) -> found instanceof MatrixCanvas)
                .<MatrixCanvas>query()
                .cellState(new CellRef(node(observer), node(subject)));
    }

    private static void isAllGreen(FxRobot robot) {
        eventually(() -> {
            for (int observer = 1; observer <= 3; observer++) {
                for (int subject = 1; subject <= 3; subject++) {
                    assertThat(cell(robot, observer, subject))
                            .isEqualTo(observer == subject ? CellState.ITSELF : CellState.UP);
                }
            }
            // The sentence reports a restart for a while, and a busy machine may make a node late.
            assertThat(text(robot, "#sentence")).startsWith("All 3 nodes up");
        });
    }

    private void picture(FxRobot robot, String name) {
        robot.interact(() -> {
            try {
                Files.createDirectories(PICTURES);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            Stage window = Objects.requireNonNull(stage);
            Screenshots.save(window.getScene().snapshot(null), PICTURES.resolve("real-" + name + ".png"));
        });
    }

    @Test
    void clicksStartAClusterKillAndRestartANodeAndCloseThePanel(FxRobot robot) throws Exception {
        picture(robot, "before");
        click(robot, "#startCluster");
        isAllGreen(robot);
        picture(robot, "up");

        click(robot, "#kill-node2");
        eventually(() -> {
            assertThat(text(robot, "#tile-node2 #state")).isEqualTo("✕ killed (137)");
            assertThat(List.of(cell(robot, 1, 2), cell(robot, 3, 2))).containsOnly(CellState.DOWN);
            assertThat(List.of(cell(robot, 2, 1), cell(robot, 2, 3))).containsOnly(CellState.NO_ANSWER);
            assertThat(text(robot, "#sentence")).startsWith("node2 has crashed: 2 of 2 observers agree");
            assertThat(robot.lookup("#journal").queryListView().getItems())
                    .extracting(Object::toString)
                    .anyMatch(line -> line.contains("node1 about node2") && line.contains("refused"))
                    .anyMatch(line -> line.contains("node3 about node2") && line.contains("refused"));
        });
        picture(robot, "killed");

        click(robot, "#start-node2");
        isAllGreen(robot);
        assertThat(text(robot, "#tile-node2 #state")).isEqualTo("● running");
        picture(robot, "mended");

        assertThat(pids()).hasSize(4);
        requestClose(robot);
        assertThat(text(robot, "#stopQuestion .title")).isEqualTo("Closing stops 3 nodes of this panel.");
        ClockReading before = TimeSource.SYSTEM.now();
        requestClose(robot);
        assertThat(panel().exited.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(TimeSource.SYSTEM.now().since(before)).isLessThan(MAX_CLOSE_TIME);
        assertThat(pids()).noneMatch(Proc::isAlive);
    }

    private void requestClose(FxRobot robot) {
        DashboardFixture.requestClose(robot, Objects.requireNonNull(stage));
    }

    @Test
    void aManuallyStartedNodeIsExternalAndCanBeKilled(FxRobot robot) throws IOException {
        Process byHand = byHand(2);
        try {
            eventually(() -> assertThat(text(robot, "#tile-node2 #state")).isEqualTo("● external"));
            assertThat(text(robot, "#tile-node2 #pid")).isEqualTo(String.valueOf(byHand.pid()));
            click(robot, "#startCluster");
            isAllGreen(robot);
            assertThat(pids()).hasSize(2).doesNotContain(byHand.pid());
            picture(robot, "external");

            click(robot, "#kill-node2");
            eventually(() -> {
                assertThat(List.of(cell(robot, 1, 2), cell(robot, 3, 2))).containsOnly(CellState.DOWN);
                assertThat(robot.lookup("#start-node2").query().isDisabled()).isFalse();
            });
            assertThat(byHand.isAlive()).isFalse();
            click(robot, "#start-node2");
            isAllGreen(robot);
            assertThat(pids()).hasSize(3);
        } finally {
            byHand.destroyForcibly();
        }
    }

    @Test
    void thePanelShowsAPausedNodeAsDownAndAfterItsResumeAsUp(FxRobot robot) {
        click(robot, "#startCluster");
        isAllGreen(robot);
        click(robot, "#pause-node2");
        eventually(() -> assertThat(text(robot, "#tile-node2 #state")).isEqualTo("‖ paused"));
        eventually(
                () -> assertThat(List.of(cell(robot, 1, 2), cell(robot, 3, 2))).containsOnly(CellState.DOWN));
        eventually(() -> assertThat(text(robot, "#detection-times"))
                .matches("detected after .*node1.*node3.*|.*node3.*node1.*"));
        picture(robot, "paused");

        click(robot, "#pause-node2");
        isAllGreen(robot);
        assertThat(text(robot, "#tile-node2 #state")).isEqualTo("● running");
    }

    /** Observers may detect the exit before the launcher does. */
    @Test
    void anExternalKillHasOneWordingAndEveryDetectionTimeStops(FxRobot robot) {
        click(robot, "#startCluster");
        isAllGreen(robot);
        long pid = Long.parseLong(text(robot, "#tile-node2 #pid"));
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        eventually(() -> {
            assertThat(text(robot, "#tile-node2 #problem")).isEqualTo("was ended from outside by SIGKILL");
            assertThat(text(robot, "#badge"))
                    .startsWith("✓ matches what happened: node2 was ended from outside by SIGKILL ");
            assertThat(text(robot, "#detection-times"))
                    .startsWith("detected after ")
                    .contains("(node1")
                    .contains("(node3");
        });
        picture(robot, "killed-by-hand");
    }

    @Test
    void closingThePanelKeepsAManuallyStartedNodeRunning(FxRobot robot) throws Exception {
        Process byHand = byHand(2);
        try {
            eventually(() -> assertThat(text(robot, "#tile-node2 #state")).isEqualTo("● external"));
            requestClose(robot);
            assertThat(panel().exited.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(byHand.isAlive()).isTrue();
        } finally {
            byHand.destroyForcibly().waitFor();
        }
    }

    @Test
    void aOneWayCutFromTheCellMenuIsDiagnosedAndHealed(FxRobot robot) {
        click(robot, "#startCluster");
        isAllGreen(robot);
        MatrixCanvas matrix =
                robot.lookup((Node found) -> found instanceof MatrixCanvas).query();
        var cell = new CellRef(node(1), node(3));
        FaultInjectionTest.rightClick(
                robot, DashboardFixture.onFx(() -> matrix.localToScreen(matrix.cellBounds(cell))), matrix);
        FaultInjectionTest.choose("cut");
        eventually(() -> assertThat(matrix.cellFault(cell)).isEqualTo("cut"));
        eventually(() -> {
            for (int observer = 1; observer <= 3; observer++) {
                for (int subject = 1; subject <= 3; subject++) {
                    boolean isCut = observer == 1 && subject == 3;
                    assertThat(cell(robot, observer, subject))
                            .isEqualTo(observer == subject ? CellState.ITSELF : isCut ? CellState.DOWN : CellState.UP);
                }
            }
            assertThat(text(robot, "#sentence"))
                    .contains("node1 does not hear node3")
                    .contains("one-way link");
            assertThat(text(robot, "#badge")).startsWith("✓ matches what happened: cut node1 to node3 ");
            assertThat(text(robot, "#detection-times"))
                    .startsWith("detected after ")
                    .contains("(node1");
        });
        assertThat(matrix.cellMark(cell)).isEqualTo("✓");
        assertThat(matrix.isDisputed(cell)).isTrue();
        picture(robot, "cut");

        robot.push(KeyCode.CONTROL, KeyCode.Z);
        isAllGreen(robot);
        eventually(() -> assertThat(robot.lookup("#badge").query().isVisible()).isFalse());
        assertThat(panel().bench.faults()).isEmpty();
    }

    private Process byHand(int n) throws IOException {
        Stream<String> peers = IntStream.rangeClosed(1, 3)
                .filter(peer -> peer != n)
                .boxed()
                .flatMap(peer -> Stream.of("--peer", "node" + peer + "=127.0.0.1:" + ports[peer - 1]));
        List<String> words = Stream.concat(Stream.of("node", "node" + n, String.valueOf(ports[n - 1])), peers)
                .toList();
        // The same node, started in a terminal instead of by the launcher.
        List<String> command =
                new TestUser(folder).command(RealLauncher.program().command(words));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aPortTakenByAnotherProcessIsReportedOnTheTile(FxRobot robot) throws IOException {
        try (var stranger = new ServerSocket(ports[1], 1, InetAddress.getLoopbackAddress())) {
            click(robot, "#startCluster");
            eventually(() -> assertThat(text(robot, "#tile-node2 #problem"))
                    .startsWith("node2 did not start (exit 3): Port " + stranger.getLocalPort()
                            + " on 127.0.0.1 is taken by PID "
                            + ProcessHandle.current().pid()));
            eventually(() ->
                    assertThat(List.of(cell(robot, 1, 3), cell(robot, 3, 1))).containsOnly(CellState.UP));
            picture(robot, "port-taken");
        }
        click(robot, "#start-node2");
        isAllGreen(robot);
        assertThat(robot.lookup("#tile-node2 #problem").query().isVisible()).isFalse();
    }
}
