package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.Seeds;
import dev.telltale.testkit.ShippedScenarios;
import dev.telltale.testkit.TestPorts;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A shipped scenario is played on its own cluster of real processes, from the cluster of the demo and back. */
@ExtendWith(ApplicationExtension.class)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
@Tag("window")
@Tag("quiet")
@Tag("process")
class OwnClusterPanelTest {
    private final Path folder = newFolder();
    private final List<Launcher> launchers = new CopyOnWriteArrayList<>();
    private DashboardFixture panel;

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("own-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Start
    void start(Stage window) {
        var rhythm = new HeartbeatSettings(Duration.ofMillis(200), Duration.ofSeconds(1));
        ClusterConfig demo = RealCluster.config(rhythm, null, TestPorts.free(3));
        panel = new DashboardFixture(
                window,
                new DashboardContext(
                        new DashboardContext.First(make(demo), null, List.of()),
                        this::make,
                        TestPorts::isFree,
                        TimeSource.SYSTEM,
                        folder,
                        Path.of("launcher-config", "scenarios")));
    }

    private ClusterContext make(ClusterConfig config) {
        Launcher launcher = RealLauncher.in(folder, config);
        launchers.add(launcher);
        var injector = new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new Random(1), "panel");
        launcher.onChange(injector::refresh);
        return new ClusterContext(
                config.with(launcher.members()),
                launcher,
                injector,
                () -> {
                    injector.close();
                    launcher.close();
                },
                listener -> new ClusterWatch(launcher.members(), TimeSource.SYSTEM, listener),
                () -> new ProcessTestbed(launcher, launcher.members(), injector, TimeSource.SYSTEM));
    }

    private static List<Long> pids(Launcher launcher) {
        return launcher.processEvents().stream()
                .filter(event -> event.kind() == ProcessEvent.Kind.START)
                .map(ProcessEvent::pid)
                .toList();
    }

    @AfterEach
    void closeAndAssertNothingIsLeft() throws IOException {
        panel.stop();
        launchers.forEach(Launcher::close);
        assertThat(launchers.stream().flatMap(launcher -> pids(launcher).stream()))
                .noneMatch(Proc::isAlive);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
    }

    private static void press(FxRobot robot, String button) {
        Await.until(
                button + " can be pressed",
                () -> onFx(() -> robot.lookup(button)
                        .tryQuery()
                        .filter(Node::isVisible)
                        .filter(found -> !found.isDisabled())
                        .isPresent()));
        doOnFx(() -> robot.lookup(button).queryAs(Button.class).fire());
    }

    private static void isOpen(FxRobot robot, String name) {
        Await.until(
                name + " is shown",
                () -> onFx(() -> robot.lookup("#config")
                        .queryAs(MenuButton.class)
                        .getText()
                        .startsWith(name)));
    }

    /** The marks of the rows of the steps or of the expectations. */
    private static List<Mark> marks(FxRobot robot, String rows) {
        return onFx(() -> robot.lookup(rows + " > .row").queryAll().stream()
                .flatMap(row -> Stream.of(Mark.values())
                        .filter(mark -> row.getStyleClass().contains(mark.style())))
                .toList());
    }

    private static void chooseScenario(FxRobot robot, String id) {
        // It lists the scenarios when it opens.
        doOnFx(() -> robot.lookup("#scenario").queryAs(MenuButton.class).show());
        Await.until(
                "the menu offers " + id,
                () -> onFx(() -> robot.lookup("#scenario").queryAs(MenuButton.class).getItems().stream()
                        .anyMatch(item -> id.equals(item.getId()))));
        doOnFx(() -> robot.lookup("#scenario").queryAs(MenuButton.class).hide());
        doOnFx(() -> robot.lookup("#scenario").queryAs(MenuButton.class).getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    /** The shortest one and the one with the most nodes; all of them in the long form. */
    private static Stream<String> scenarios() {
        return Seeds.isFull()
                ? ShippedScenarios.files().stream()
                        .map(file -> file.getFileName().toString().replace(".json", ""))
                : Stream.of("crash", "split-and-heal");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioIsPlayedOnItsOwnClusterWithEveryExpectationJudged(String name, FxRobot robot) {
        String demo =
                onFx(() -> robot.lookup("#config").queryAs(MenuButton.class).getText());
        press(robot, "#startCluster");
        Await.until(
                "the demo runs",
                () -> onFx(() -> robot.lookup("#sentence").queryAs(Label.class).getText())
                        .startsWith("All 3 nodes up"));

        chooseScenario(robot, "scenario-" + name);
        press(robot, "#scenarioOwnCluster");
        press(robot, "#answerYes");
        isOpen(robot, name);
        assertThat(pids(launchers.get(0))).hasSize(3).noneMatch(Proc::isAlive);
        Await.await("every expectation is judged")
                .untilAsserted(() -> assertThat(marks(robot, "#expectations"))
                        .hasSameSizeAs(ShippedScenarios.named(name).expectations())
                        .containsOnly(Mark.PASSED));
        assertThat(marks(robot, "#steps")).containsOnly(Mark.DONE);

        press(robot, "#scenarioBack");
        isOpen(robot, demo);
        assertThat(pids(launchers.get(1))).noneMatch(Proc::isAlive);
        assertThat(launchers).hasSize(3);
        assertThat(folder.resolve("panel.0.log")).as("nothing went wrong").doesNotExist();
    }
}
