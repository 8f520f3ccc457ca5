package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterCommands;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import dev.telltale.model.DetectionSettings;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.ShippedScenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Opens a scenario from the menu, runs, steps and stops it in the panel, on a simulated cluster. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ScenarioPanelTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final PanelViewModel panel = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private final Scenario lesson = ShippedScenarios.named("one-way-cut");
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

    private final Opened clusters = new Opened();
    private @Nullable PanelController controller;

    private PanelController controller() {
        return Objects.requireNonNull(controller);
    }

    /** The config files that the panel was asked to open. */
    private static final class Opened implements ClusterCommands {
        private final List<Path> opened = new CopyOnWriteArrayList<>();

        @Override
        public void open(ClusterChoice next) {
            opened.add(Objects.requireNonNull(next.file()));
        }

        @Override
        public ClusterChoice shown() {
            return new ClusterChoice(ClusterConfig.DEFAULT, null, false);
        }

        @Override
        public @Nullable ClusterChoice former() {
            return null;
        }

        @Override
        public List<Path> recent() {
            return List.of();
        }

        @Override
        public boolean isPortFree(int port) {
            return true;
        }
    }

    @Start
    void start(Stage shown) {
        controller = new PanelController(panel, () -> {});
        controller().addScenarios(model, ShippedScenarios.FOLDER);
        controller().addClusters(clusters, new NoRecordings());
        DashboardFixture.show(shown, controller().root());
    }

    private static MenuButton menu(FxRobot robot) {
        return robot.lookup("#scenario").queryAs(MenuButton.class);
    }

    private static void fire(FxRobot robot, String item) {
        doOnFx(() -> menu(robot).getItems().stream()
                .filter(shown -> item.equals(shown.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private static String text(FxRobot robot, String label) {
        return onFx(() -> robot.lookup(label).queryAs(Label.class).getText());
    }

    /** The texts of these labels of all rows. */
    private static List<String> rows(FxRobot robot, String list, String label) {
        return onFx(() -> robot.lookup(list).query().lookupAll(label).stream()
                .map(shown -> ((Label) shown).getText())
                .toList());
    }

    private void picture(String name) {
        Path folder = Path.of(System.getProperty("telltale.pictures", "target/screenshots"));
        assertDoesNotThrow(() -> Files.createDirectories(folder));
        doOnFx(() -> Screenshots.save(
                controller().root().getScene().snapshot(null), folder.resolve(name.toLowerCase(Locale.ROOT) + ".png")));
    }

    private void choose(FxRobot robot, String name) {
        doOnFx(menu(robot)::show);
        Await.until(
                "the menu offers " + name,
                () -> onFx(() ->
                        menu(robot).getItems().stream().anyMatch(item -> ("scenario-" + name).equals(item.getId()))));
        doOnFx(menu(robot)::hide);
        fire(robot, "scenario-" + name);
        awaitSteps(name);
    }

    private void awaitSteps(String name) {
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
        assertThat(text(robot, "#scenarioHeading")).isEqualTo("One direction of a link is cut");
        assertThat(text(robot, "#scenarioSize")).isEqualTo("3 nodes · 400 ms / 1.5 s · 9 s");
        assertThat(text(robot, "#scenarioDescription")).isEqualTo(lesson.description());
        assertThat(text(robot, "#scenarioSummary")).isEqualTo("· 7 expectations, not judged yet");
        assertThat(onFx(() -> model.steps().get(0).words())).isEqualTo("cut node1 to node3, for 4 s");
        assertThat(marks(model.steps())).containsExactly(Mark.NEXT);
        assertThat(rows(robot, "#expectations", ".result")).containsOnly("not yet");

        press(robot, "#scenarioRun");
        await(State.OVER);
        assertThat(marks(model.steps())).containsExactly(Mark.DONE);
        assertThat(marks(model.expectations())).containsOnly(Mark.PASSED);
        assertThat(text(robot, "#scenarioSummary")).isEqualTo("✓ 7 of 7 passed");
        assertThat(rows(robot, "#expectations", ".result").get(0)).matches("passed: after 1\\.\\d\\d s");
        picture("scenario-passed");
    }

    @Test
    void aSingleStepIsExecutedAtOnceAndNothingIsEvaluated(FxRobot robot) {
        resize(800, 560);
        choose(robot, "one-way-cut");
        press(robot, "#scenarioStep");
        Await.until("the first step is active", () -> marks(model.steps()).equals(List.of(Mark.ACTIVE)));
        assertThat(onFx(() -> model.stateProperty().get())).isEqualTo(State.PAUSED);
        assertThat(text(robot, "#scenarioSummary")).startsWith("▶ Paused at ");
        assertThat(rows(robot, "#steps", ".result")).containsExactly("now");
        Node present = robot.lookup("#steps .active").query();
        assertThat(onFx(() ->
                        sceneBounds(robot.lookup("#scenarioScroll").query()).contains(sceneBounds(present))))
                .as("the present step is in view")
                .isTrue();
        picture("scenario-step");

        press(robot, "#scenarioStop");
        await(State.OVER);
        assertThat(rows(robot, "#expectations", ".result")).containsOnly("not judged: the run ended early");
        assertThat(text(robot, "#scenarioSummary")).isEqualTo("– None of 7 judged");
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

    @Test
    void theMenuListsTitlesInTeachingOrderWithSizeAndLength(FxRobot robot) {
        choose(robot, "crash");
        List<String> texts = onFx(() -> menu(robot).getItems().stream()
                .filter(item -> item.getText() != null)
                .map(MenuItem::getText)
                .toList());
        assertThat(texts)
                .startsWith(
                        "A node crashes and comes back\n3 nodes · 400 ms / 1.5 s · 10 s",
                        "A node hangs\n3 nodes · 400 ms / 1.5 s · 12 s",
                        "An observer is paused and resumed\n3 nodes · 400 ms / 1.5 s · 8 s")
                .endsWith(
                        "The network splits and heals\n5 nodes · 500 ms / 1.5 s · 13 s",
                        "Show the scenario pane",
                        "Open…",
                        "Save what was done by hand…");
    }

    /** The scenario with the most and the longest texts, after its run, with expectations that failed. */
    @ParameterizedTest
    @CsvSource({"800, 560, LIGHT", "800, 560, DARK", "1280, 820, LIGHT", "1280, 820, DARK"})
    void thePaneStandsBesideGridAndTimelineAndCutsNoText(double width, double height, Theme theme, FxRobot robot) {
        doOnFx(() -> {
            theme.apply();
            cluster.showOn(panel);
        });
        resize(width, height);
        choose(robot, "split-and-heal");
        doOnFx(() -> controller().root().layout());
        Node pane = robot.lookup("#scenarioPane").query();
        assertThat(onFx(() -> Stream.of("#matrixHolder", "#bottomTabs", "#nodes")
                        .filter(area -> sceneBounds(robot.lookup(area).query()).intersects(sceneBounds(pane)))
                        .toList()))
                .as("areas that the pane covers")
                .isEmpty();
        assertThat(onFx(() -> sceneBounds(robot.lookup("#matrixHolder").query()).getWidth()))
                .isGreaterThan(200);
        assertThat(onFx(() -> pane.lookupAll(".label, .button").stream()
                        .map(Labeled.class::cast)
                        .filter(labeled -> isCut(labeled, pane))
                        .map(Labeled::getText)
                        .toList()))
                .as("texts that are cut")
                .isEmpty();
        picture("scenario-" + (int) width + "-" + theme);

        ScrollPane scroll = robot.lookup("#scenarioScroll").queryAs(ScrollPane.class);
        doOnFx(() -> scroll.setVvalue(1));
        List<Node> rows = onFx(() -> List.copyOf(pane.lookupAll("#expectations > .row")));
        assertThat(onFx(() -> sceneBounds(scroll).contains(sceneBounds(rows.get(rows.size() - 1)))))
                .as("the last expectation is reached by scrolling")
                .isTrue();
    }

    private void resize(double width, double height) {
        doOnFx(() -> {
            Window window = controller().root().getScene().getWindow();
            window.setWidth(width);
            window.setHeight(height);
        });
    }

    private static Bounds sceneBounds(Node node) {
        // Without the border, which neighbours share.
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        return new BoundingBox(
                bounds.getMinX() + 1, bounds.getMinY() + 1, bounds.getWidth() - 2, bounds.getHeight() - 2);
    }

    private static boolean isCut(Labeled labeled, Node pane) {
        boolean isShort =
                labeled.lookup(".text") instanceof Text text && !text.getText().equals(labeled.getText());
        boolean isOutside = labeled.localToScene(labeled.getLayoutBounds()).getMaxX()
                > sceneBounds(pane).getMaxX();
        return !labeled.getText().isEmpty()
                && labeled.isManaged()
                && (isShort || isOutside || labeled.getHeight() < labeled.prefHeight(labeled.getWidth()) - 1);
    }

    @Test
    void thePaneIsHiddenAndShownAgain(FxRobot robot) {
        assertThat(isPaneVisible(robot)).isFalse();
        choose(robot, "crash");
        assertThat(isPaneVisible(robot)).isTrue();
        press(robot, "#scenarioHide");
        assertThat(isPaneVisible(robot)).isFalse();
        fire(robot, "scenarioShow");
        assertThat(isPaneVisible(robot)).isTrue();
    }

    @Test
    void aScenarioFileThatIsDroppedOnTheWindowOpens(FxRobot robot) {
        drop(robot, ShippedScenarios.FOLDER.resolve("hang.json"));
        awaitSteps("hang");
        assertThat(text(robot, "#scenarioHeading")).isEqualTo("A node hangs");
        assertThat(isPaneVisible(robot)).isTrue();
    }

    @Test
    void aConfigThatIsDroppedIsOpenedAndOfTwoFilesNone(FxRobot robot) {
        Path config = Path.of("launcher-config", "cluster.json");
        drop(robot, config);
        Await.until(
                "the config is opened",
                () -> clusters.opened.size() == 1 && clusters.opened.get(0).endsWith(config));
        drop(robot, config, ShippedScenarios.FOLDER.resolve("hang.json"));
        Await.until(
                "the number of files is named",
                () -> onFx(() -> panel.notices().contains("Drop one file: 2 were dropped, and none is opened.")));
        assertThat(isPaneVisible(robot)).isFalse();
    }

    /** Drags the files from the grid to the tiles: from another program, the same events arrive. */
    private static void drop(FxRobot robot, Path... files) {
        Node source = robot.lookup("#matrixHolder").query();
        doOnFx(() -> source.setOnDragDetected(event -> {
            var content = new ClipboardContent();
            content.putFiles(Stream.of(files).map(Path::toFile).toList());
            source.startDragAndDrop(TransferMode.COPY).setContent(content);
            event.consume();
        }));
        robot.drag(source).dropTo("#nodes");
    }

    private static boolean isPaneVisible(FxRobot robot) {
        return onFx(() -> robot.lookup("#scenarioHolder").query().isVisible());
    }
}
