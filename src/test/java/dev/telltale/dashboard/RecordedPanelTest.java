package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
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
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A window that is opened again shows what the one before has recorded. Real clicks, processes and files. */
@ExtendWith(ApplicationExtension.class)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
@Tag("window")
@Tag("quiet")
@Tag("process")
class RecordedPanelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ClusterConfig config = RealCluster.config(
            new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1)), null, TestPorts.free(3));
    private @Nullable Stage stage;
    private @Nullable RealPanel panel;

    @TempDir
    private Path folder;

    @Start
    void open(Stage window) {
        stage = window;
        panel = new RealPanel(window, folder, config);
    }

    private RealPanel panel() {
        return Objects.requireNonNull(panel);
    }

    @AfterEach
    void stop() {
        panel().stop();
        assertThat(pids()).noneMatch(Proc::isAlive);
        Await.until("the log is closed", () -> !Files.exists(folder.resolve("panel.0.log.lck")));
    }

    private List<Long> pids() {
        return panel().launcher.processEvents().stream()
                .map(event -> event.pid())
                .distinct()
                .toList();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Await.await("the window shows it").atMost(PATIENCE).untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertion.run();
        });
    }

    private static List<String> journal(FxRobot robot) {
        return onFx(() -> robot.lookup("#journal").queryListView().getItems().stream()
                .map(Object::toString)
                .toList());
    }

    private static String recording(FxRobot robot) {
        return robot.lookup("#recording").<Labeled>query().getText();
    }

    @Test
    void aKillIsInTimelineAndJournalAfterTheWindowWasOpenedAgain(FxRobot robot) throws Exception {
        eventually(() -> assertThat(recording(robot)).matches("● Recording: [0-9.]+ k?B, [0-9]+ s"));
        click(robot, "#startCluster");
        eventually(() -> assertThat(text(robot, "#sentence")).startsWith("All 3 nodes up"));
        click(robot, "#kill-node2");
        eventually(() -> assertThat(journal(robot))
                .anyMatch(line -> line.contains("node1 about node2") && line.contains("refused"))
                .anyMatch(line -> line.contains("kill (SIGKILL)")));

        DashboardFixture.requestClose(robot, Objects.requireNonNull(stage));
        DashboardFixture.requestClose(robot, Objects.requireNonNull(stage));
        assertThat(panel().exited.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        stop();
        Path recorded = folder.resolve(config.cluster()).resolve("recordings").resolve("panel");
        try (var files = Files.list(recorded)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.endsWith(".ttr"))
                    .anyMatch(name -> name.endsWith(".jsonl"));
        }

        robot.interact(() -> open(Objects.requireNonNull(stage)));
        eventually(() -> assertThat(journal(robot))
                .anyMatch(line -> line.contains("node1 about node2") && line.contains("refused"))
                .anyMatch(line -> line.contains("kill (SIGKILL)") && line.contains("by hand"))
                .anyMatch(line -> line.contains("stop (SIGTERM)")));
        assertThat(journal(robot)).doesNotHaveDuplicates();
        eventually(() -> assertThat(recording(robot)).startsWith("● Recording: "));
        assertThat(onFx(() -> LazyTooltip.textOf(robot.lookup("#recording").query())))
                .contains(recorded.toString())
                .contains("1 gap since this window began to record. Kept: 30 days, at most 1.0 GB.");
        goBackTo(robot, "node2 has crashed");
    }

    /** From each event of the timeline to the one before it. */
    private static void goBackTo(FxRobot robot, String sentence) {
        robot.interact(() -> robot.lookup("#timeline").<TimelineCanvas>query().requestFocus());
        for (int i = 0; i < 20 && !text(robot, "#sentence").contains(sentence); i++) {
            robot.push(KeyCode.CONTROL, KeyCode.LEFT);
        }
        assertThat(text(robot, "#sentence")).startsWith("At ").contains(sentence);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).<Label>query().getText();
    }
}
