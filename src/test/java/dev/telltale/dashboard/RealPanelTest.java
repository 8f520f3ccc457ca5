package dev.telltale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.Health;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.Program;
import dev.telltale.launcher.RunRecords;
import dev.telltale.launcher.UserDirs;
import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The panel as a user has it: real nodes, real questions, real clicks. */
@ExtendWith(ApplicationExtension.class)
class RealPanelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final CountDownLatch exited = new CountDownLatch(1);
    private Launcher launcher;
    private Stage stage;

    @Start
    void open(Stage window) {
        stage = window;
        ClusterConfig config = new ClusterConfig(
                "panel-test",
                new HeartbeatSettings(Duration.ofMillis(300), Duration.ofSeconds(3)),
                ClusterConfig.DEFAULT_DETECTOR,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(n -> new Member(new NodeId("node" + n), new Address("127.0.0.1", 0)))
                        .toList());
        launcher = new Launcher(
                config,
                Program.ofThisProcess(),
                new RunRecords(UserDirs.ofThisUser().runtime()),
                folder.resolve("output"),
                NanoClock.SYSTEM);
        var context = new DashboardContext(
                config,
                launcher,
                launcher::close,
                listener -> new ClusterWatch(launcher.members(), NanoClock.SYSTEM, listener),
                NanoClock.SYSTEM,
                folder.resolve("panel.json"),
                null);
        var app = new DashboardApp(context, exited::countDown);
        app.init();
        app.start(window);
    }

    @AfterEach
    void endWhatIsLeft() {
        launcher.close();
        WaitForAsyncUtils.waitForAsyncFx(5_000, stage::hide);
    }

    @Test
    void aClusterIsStartedKilledHealedAndLeftBehindClean(FxRobot robot) {
        assertThat(sentence(robot)).isEqualTo("No node answers. Start the cluster, or start nodes in a terminal.");

        robot.clickOn("#startCluster");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cells(robot)).containsOnly(Health.UP));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sentence(robot)).isEqualTo("All 3 nodes up, all agree"));
        shoot("real-up");
        List<ProcessHandle> processes = processes();
        assertThat(processes).hasSize(3).allMatch(ProcessHandle::isAlive);

        robot.clickOn("#kill-node2");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health(robot, 1, 2)).isEqualTo(Health.DOWN);
            assertThat(health(robot, 3, 2)).isEqualTo(Health.DOWN);
            assertThat(state(robot, 2)).contains("killed").contains("137");
            assertThat(sentence(robot)).startsWith("node2 is down: 2 of 2 observers agree");
        });
        assertThat(health(robot, 1, 3)).isEqualTo(Health.UP);
        assertThat(health(robot, 3, 1)).isEqualTo(Health.UP);
        assertThat(journal(robot))
                .anyMatch(line ->
                        line.contains("node1 about node2") && line.contains("to=DOWN") && line.contains("refused"));
        shoot("real-killed");

        robot.clickOn("#start-node2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cells(robot)).containsOnly(Health.UP));
        processes.addAll(processes());

        robot.interact(() -> stage.getOnCloseRequest()
                .handle(new javafx.stage.WindowEvent(stage, javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(sentence(robot)).isEqualTo("Stopping 3 nodes…");
        await().atMost(Duration.ofSeconds(3)).until(() -> exited.await(10, TimeUnit.MILLISECONDS));
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aPortHeldByAStrangerIsToldAndTheWindowLives(FxRobot robot) throws IOException {
        Address taken = launcher.members().get(1).address();
        try (var stranger = new ServerSocket(taken.port(), 1, InetAddress.getByName(taken.host()))) {
            assertThat(stranger.isBound()).isTrue();
            robot.clickOn("#startCluster");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    texts(robot.lookup("#tile-node2").query()))
                            .anyMatch(text -> text.contains("Port " + taken.port() + " on 127.0.0.1 is taken")));
            shoot("real-port-taken");
        }
        robot.clickOn("#start-node2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cells(robot)).containsOnly(Health.UP));
    }

    @Test
    void aNodeStartedElsewhereIsExternalAndCanBeKilled(FxRobot robot) throws IOException {
        List<Member> members = launcher.members();
        List<String> words = new ArrayList<>(Program.ofThisProcess()
                .command(
                        "node",
                        "node3",
                        String.valueOf(members.get(2).address().port()),
                        "--interval",
                        "300ms",
                        "--timeout",
                        "3s"));
        for (Member peer : members.subList(0, 2)) {
            words.addAll(List.of("--peer", peer.id() + "=" + peer.address()));
        }
        Process byHand = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("byhand.log").toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(state(robot, 3)).contains("external"));
            robot.clickOn("#startCluster");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cells(robot)).containsOnly(Health.UP));
            robot.clickOn("#kill-node3");
            await().atMost(PATIENCE).until(() -> !byHand.isAlive());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(health(robot, 1, 3)).isEqualTo(Health.DOWN));
        } finally {
            byHand.destroyForcibly();
        }
    }

    private List<ProcessHandle> processes() {
        List<ProcessHandle> handles = new ArrayList<>();
        launcher.processes().values().forEach(process -> {
            if (process instanceof NodeProcess.Running running) {
                ProcessHandle.of(running.pid()).ifPresent(handles::add);
            }
        });
        return handles;
    }

    private static String sentence(FxRobot robot) {
        return robot.lookup("#sentence").queryAs(Label.class).getText();
    }

    private static String state(FxRobot robot, int node) {
        return robot.lookup("#tile-node" + node + " #state")
                .queryAs(Label.class)
                .getText();
    }

    private static List<String> texts(Node tile) {
        return tile.lookupAll(".label").stream()
                .filter(Label.class::isInstance)
                .map(label -> ((Label) label).getText())
                .toList();
    }

    private static List<String> journal(FxRobot robot) {
        List<String> lines = new ArrayList<>();
        for (Object entry : robot.lookup("#journal").queryAs(ListView.class).getItems()) {
            lines.add(String.valueOf(entry));
        }
        return lines;
    }

    private static Health health(FxRobot robot, int observer, int subject) {
        return robot.lookup("#matrix")
                .queryAs(MatrixCanvas.class)
                .cellHealth(new CellRef(new NodeId("node" + observer), new NodeId("node" + subject)));
    }

    private static List<Health> cells(FxRobot robot) {
        List<Health> cells = new ArrayList<>();
        for (int observer = 1; observer <= 3; observer++) {
            for (int subject = 1; subject <= 3; subject++) {
                if (observer != subject) {
                    cells.add(health(robot, observer, subject));
                }
            }
        }
        return cells;
    }

    private void shoot(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            Path file = Path.of("target", "screenshots", name + ".png");
            Files.createDirectories(file.getParent());
            Screenshots.save(stage.getScene().snapshot(null), file);
            return file;
        });
    }
}
