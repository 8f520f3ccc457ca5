package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.WindowSnapshot;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import dev.telltale.model.DetectionSettings;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Opens a scenario from the menu, runs, steps and stops it in the panel, on a simulated cluster. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ScenarioPanelTest {
    private static final Path LESSONS = Path.of("launcher-config", "scenarios");

    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final PanelViewModel panel = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private final Scenario lesson = read("one-way-cut");
    private final ScenarioViewModel model = new ScenarioViewModel(
            asIn(lesson), () -> new SimulationTestbed(lesson, 1), FxBridge.FX_THREAD, panel::notice);

    /** The nodes of the panel, with the interval and the timeout of the scenario. */
    private ClusterConfig asIn(Scenario scenario) {
        return new ClusterConfig(
                "test",
                scenario.heartbeat(),
                DetectionSettings.DEFAULT,
                cluster.config().nodes());
    }

    private static Scenario read(String name) {
        try {
            return ScenarioReader.read(LESSONS.resolve(name + ".json"));
        } catch (ScenarioException | NoSuchFileException e) {
            throw new AssertionError(e);
        }
    }

    @Start
    void start(Stage shown) {
        var controller = new PanelController(panel, () -> {});
        controller.addScenarios(model, LESSONS);
        DashboardFixture.show(shown, controller.root());
    }

    private void choose(FxRobot robot, String name) {
        MenuButton menu = robot.lookup("#scenario").queryAs(MenuButton.class);
        Await.until(
                "the menu offers " + name,
                () -> onFx(() -> menu.getItems().stream().anyMatch(item -> ("scenario-" + name).equals(item.getId()))));
        doOnFx(() -> menu.getItems().stream()
                .filter(item -> ("scenario-" + name).equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
        Await.until(
                "the steps of " + name + " are listed",
                () -> onFx(() -> !model.steps().isEmpty()));
    }

    private static void press(FxRobot robot, String id) {
        doOnFx(() -> robot.lookup(id).queryAs(Button.class).fire());
    }

    private void await(State state) {
        Await.until(
                "the scenario is " + state,
                () -> onFx(() -> model.stateProperty().get() == state));
    }

    private List<Mark> marks(List<ScenarioLine> lines) {
        return onFx(() -> lines.stream().map(ScenarioLine::mark).toList());
    }

    @Test
    void aCompletedScenarioShowsItsResults(FxRobot robot) throws Exception {
        choose(robot, "one-way-cut");
        assertThat(onFx(() -> model.steps().get(0).words())).isEqualTo("cut node1 to node3, for 4 s");
        assertThat(marks(model.steps())).containsExactly(Mark.NEXT);

        press(robot, "#scenarioRun");
        await(State.OVER);
        assertThat(marks(model.steps())).containsExactly(Mark.DONE);
        assertThat(marks(model.expectations())).containsOnly(Mark.PASSED);
        Files.createDirectories(Path.of("target", "screenshots"));
        onFx(() -> WindowSnapshot.of(
                        robot.lookup("#scenarioPane").query().getScene().snapshot(null)))
                .writePng(Path.of("target", "screenshots", "scenario-light.png"));
    }

    @Test
    void aSingleStepIsExecutedAtOnceAndNothingIsEvaluated(FxRobot robot) {
        choose(robot, "one-way-cut");
        press(robot, "#scenarioStep");
        Await.until("the first step is active", () -> marks(model.steps()).equals(List.of(Mark.ACTIVE)));
        assertThat(onFx(() -> model.stateProperty().get())).isEqualTo(State.PAUSED);

        press(robot, "#scenarioStop");
        await(State.OVER);
        assertThat(marks(model.expectations())).containsOnly(Mark.UNKNOWN);
        assertThat(onFx(() -> model.noteProperty().get())).isEqualTo("Ended early; its faults are cleared.");
    }

    @Test
    void aScenarioForMoreNodesThanConfiguredCannotRun(FxRobot robot) {
        choose(robot, "split-and-heal");
        assertThat(onFx(() -> model.stateProperty().get())).isEqualTo(State.UNFIT);
        assertThat(onFx(() -> model.noteProperty().get()))
                .isEqualTo("It needs node5, which this cluster does not have: play it on its own cluster.");
        assertThat(onFx(() -> robot.lookup("#scenarioRun").query().isDisabled()))
                .isTrue();
    }
}
