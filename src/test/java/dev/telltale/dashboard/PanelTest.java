package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Status;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The real panel in a window, with constructed views and fakes that record the commands. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class PanelTest {
    private static final CellRef ONE_ABOUT_TWO = new CellRef(node(1), node(2));

    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable PanelController panel;
    private @Nullable Stage stage;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        panel.themeProperty().addListener((property, before, after) -> after.apply());
        panel.matrix().reduceMotionProperty().set(true);
        stage = window;
        DashboardFixture.show(window, panel.root());
        show(cluster);
    }

    private void show(ClusterFixture shown) {
        model.show(shown.view());
        model.journal().pull(shown::since);
    }

    private PanelController panel() {
        return Objects.requireNonNull(panel);
    }

    private MatrixCanvas matrix() {
        return panel().matrix();
    }

    private Color pixel(CellRef cell) {
        return onFx(() -> {
            Bounds bounds = matrix().localToScene(matrix().cellBounds(cell));
            WritableImage image = matrix().getScene().snapshot(null);
            // Near a corner: the centre of a cell may have a sign.
            return image.getPixelReader().getColor((int) bounds.getMaxX() - 8, (int) bounds.getMinY() + 8);
        });
    }

    @Test
    void tilesShowTheProcessStateAndTheStatusAtThePeers(FxRobot robot) {
        doOnFx(() -> show(cluster.killed(2)));
        assertThat(robot.lookup("#tile-node2 #state").queryAs(Label.class).getText())
                .isEqualTo("✕ killed (137)");
        assertThat(robot.lookup("#tile-node2").query().getPseudoClassStates())
                .extracting(Object::toString)
                .contains("down");
        assertThat(robot.lookup("#tile-node1 #seenBy").queryAs(Label.class).getText())
                .isEqualTo("1 of 1");
        assertThat(robot.lookup("#start-node2").query().isDisabled()).isFalse();
        assertThat(robot.lookup("#start-node2").query().getStyleClass()).contains("success");
    }

    @Test
    void tileButtonsAndKeysIssueCommands(FxRobot robot) {
        click(robot, "#kill-node2");
        click(robot, "#tile-node3");
        robot.type(KeyCode.K); // Kills need a modifier.
        robot.push(KeyCode.SHIFT, KeyCode.K);
        click(robot, "#pause-node1");
        click(robot, "#tile-node3");
        robot.type(KeyCode.P);
        doOnFx(() -> show(cluster.killed(2)));
        assertThat(robot.lookup("#pause-node2").query().isDisabled()).isTrue();
        click(robot, "#start-node2");
        assertThat(cluster.control().commands())
                .containsExactly("kill node2", "kill node3", "pause node1", "pause node3", "start node2");
    }

    @Test
    void aKeyThatCannotActSaysWhy(FxRobot robot) {
        click(robot, "#tile-node3");
        robot.type(KeyCode.S);
        assertThat(onFx(() -> robot.lookup("#notice").queryAs(Label.class).getText()))
                .isEqualTo("Start the selected node: running already");
        assertThat(cluster.control().commands()).isEmpty();
    }

    @Test
    void toolbarAndKeysIssueCommandsForAllNodes(FxRobot robot) {
        click(robot, "#stopCluster");
        assertThat(robot.lookup("#stopQuestion .title").queryAs(Label.class).getText())
                .isEqualTo("Stop Cluster stops 3 nodes of this panel.");
        assertThat(cluster.control().commands()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.PERIOD).type(KeyCode.ENTER);
        doOnFx(() -> show(cluster.killed(2)));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(cluster.control().commands())
                .containsExactly("stop node1", "stop node2", "stop node3", "start node2");
    }

    @Test
    void killAndStartHaveTheirOwnPlacesAndTheUnusableOneSaysWhy(FxRobot robot) {
        Node kill = robot.lookup("#kill-node2").query();
        Node start = robot.lookup("#start-node2").query();
        Bounds killing = onFx(() -> kill.localToScreen(kill.getBoundsInLocal()));
        Bounds starting = onFx(() -> start.localToScreen(start.getBoundsInLocal()));
        assertThat(killing.intersects(starting)).isFalse();
        assertThat(hint(robot, "#start-node2")).isEqualTo("node2: running already");
        assertThat(hint(robot, "#healAll")).startsWith("There is no fault to clear");
        assertThat(hint(robot, "#startCluster")).startsWith("No node can be started");
        doOnFx(() -> show(cluster.killed(2)));
        assertThat(onFx(() -> kill.localToScreen(kill.getBoundsInLocal()))).isEqualTo(killing);
        assertThat(hint(robot, "#kill-node2")).isEqualTo("node2: not running");
        assertThat(hint(robot, "#pause-node2")).isEqualTo("node2: not running");
        assertThat(hint(robot, "#start-node2")).startsWith("Start node2");
        robot.moveTo(kill);
        Await.await("the tooltip of the disabled button is shown")
                .pollInSameThread()
                .until(() -> onFx(() -> Window.getWindows().stream()
                        .anyMatch(window -> window instanceof Tooltip tooltip
                                && tooltip.isShowing()
                                && tooltip.getText().equals("node2: not running"))));
    }

    private static String hint(FxRobot robot, String button) {
        return onFx(() -> ((HintHolder) robot.lookup(button).query().getParent()).hint());
    }

    @Test
    void theNextTileKeepsItsPlaceWhenAMessageAppears(FxRobot robot) {
        Node below = robot.lookup("#kill-node3").query();
        Bounds before = onFx(() -> below.localToScreen(below.getBoundsInLocal()));
        cluster.control()
                .answerWith(CompletableFuture.failedFuture(new IllegalStateException("one\ntwo\nthree\nfour")));
        click(robot, "#kill-node2");
        Label problem = robot.lookup("#tile-node2 #problem").query();
        assertThat(onFx(problem::getText)).startsWith("one");
        assertThat(onFx(problem::isVisible)).isTrue();
        doOnFx(() -> panel().root().layout());
        assertThat(onFx(() -> below.localToScreen(below.getBoundsInLocal()))).isEqualTo(before);
    }

    @Test
    void failedNodesAreRestartedTogether(FxRobot robot) {
        assertThat(robot.lookup("#restartFailed").query().isDisabled()).isTrue();
        assertThat(hint(robot, "#restartFailed")).isEqualTo("No node has failed or was killed");
        doOnFx(() -> show(cluster.killed(2).failed(3)));
        assertThat(robot.lookup("#restartFailed").queryButton().getText()).isEqualTo("↻ Restart 2 failed nodes");
        click(robot, "#restartFailed");
        assertThat(cluster.control().commands()).containsExactly("start node2", "start node3");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void cellsHaveTheColourOfTheirState(Theme theme) {
        doOnFx(() -> panel().themeProperty().set(theme));
        Color up = pixel(ONE_ABOUT_TWO);
        assertThat(up.getGreen()).as("up is green").isGreaterThan(Math.max(up.getRed(), up.getBlue()) + 0.02);
        doOnFx(() -> show(cluster.killed(2)));
        Color down = pixel(ONE_ABOUT_TWO);
        assertThat(down.getRed()).as("down is red").isGreaterThan(Math.max(down.getGreen(), down.getBlue()) + 0.04);
        doOnFx(() -> show(new ClusterFixture(3).allUp().suspected(2)));
        Color suspect = pixel(ONE_ABOUT_TWO);
        assertThat(Math.min(suspect.getRed(), suspect.getGreen()))
                .as("suspect is amber")
                .isGreaterThan(suspect.getBlue() + 0.02);
        doOnFx(() -> show(new ClusterFixture(3).allUp().killed(1)));
        Color silent = pixel(ONE_ABOUT_TWO);
        assertThat(silent.getSaturation()).as("a silent observer is grey").isLessThan(0.45);
        assertThat(matrix().cellState(ONE_ABOUT_TWO)).isEqualTo(CellState.NO_ANSWER);
    }

    @Test
    void cellTextsDescribeTheCellStates() {
        doOnFx(() -> show(cluster.killed(2)));
        assertThat(matrix().cellText(ONE_ABOUT_TWO)).isEqualTo("✕ down · refused · 4 s ago");
        assertThat(matrix().cellText(new CellRef(node(2), node(1)))).isEqualTo("? unknown · last report up, 4 s ago");
        assertThat(matrix().cellText(new CellRef(node(2), node(2)))).isEqualTo("itself");
    }

    @Test
    void arrowKeysMoveTheFocusedCellAndUpdateTheAccessibleText(FxRobot robot) {
        doOnFx(() -> matrix().requestFocus());
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.LEFT);
        assertThat(model.grid().selectedProperty().get()).isEqualTo(new CellRef(node(3), node(1)));
        assertThat(matrix().getAccessibleText()).matches("node3 about node1: up, heard \\d\\.\\d s ago");
        assertThat(robot.lookup("#details .heading").queryAs(Label.class).getText())
                .isEqualTo("node3 about node1");
    }

    @Test
    void hoveringACellShowsItAndClickingSelectsIt(FxRobot robot) {
        Bounds cell = onFx(() -> matrix().localToScreen(matrix().cellBounds(ONE_ABOUT_TWO)));
        robot.moveTo(cell);
        assertThat(robot.lookup("#details .heading").queryAs(Label.class).getText())
                .isEqualTo("node1 about node2");
        robot.clickOn(cell).moveTo("#sentence");
        assertThat(model.grid().hoveredProperty().get()).isNull();
        assertThat(model.grid().selectedProperty().get()).isEqualTo(ONE_ABOUT_TWO);
    }

    @Test
    void theJournalIsFilteredByTheTypedText(FxRobot robot) {
        doOnFx(() -> show(cluster.killed(2)));
        robot.push(KeyCode.CONTROL, KeyCode.F).write("down");
        assertThat(robot.lookup("#journal").queryListView().getItems()).hasSize(2);
        robot.push(KeyCode.SHIFT, KeyCode.K); // A letter in a text field is no command.
        assertThat(cluster.control().commands()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        // Eight status changes; three starts, each with its ready line; a kill and its exit.
        assertThat(robot.lookup("#journal").queryListView().getItems()).hasSize(16);
    }

    @Test
    void themeTogglesByButtonAndKey(FxRobot robot) {
        Color light = pixel(ONE_ABOUT_TWO);
        click(robot, "#theme");
        assertThat(panel().themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(pixel(ONE_ABOUT_TWO).getBrightness()).isLessThan(light.getBrightness() - 0.3);
        robot.push(KeyCode.CONTROL, KeyCode.T);
        assertThat(pixel(ONE_ABOUT_TWO)).isEqualTo(light);
    }

    @Test
    void detectorIsChosenInTheToolBarAndEverythingInTheWindowFollows(FxRobot robot) {
        doOnFx(() -> show(cluster.killed(2)));
        MenuButton menu = robot.lookup("#detector").queryAs(MenuButton.class);
        assertThat(menu.getText()).isEqualTo("Detector: evidence");
        assertThat(menu.getTooltip().getText())
                .contains("A choice of this window only")
                .contains("(D)");
        Color down = pixel(ONE_ABOUT_TWO);
        assertThat(model.situation().sentenceProperty().get()).startsWith("node2 has crashed");
        robot.type(KeyCode.D);
        assertThat(menu.isShowing()).isTrue();
        doOnFx(() -> menu.getItems().get(1).fire());
        doOnFx(menu::hide);

        assertThat(menu.getText()).isEqualTo("Detector: timeout");
        assertThat(chosen(menu)).containsExactly("decide-timeout");
        assertThat(cluster.control().commands()).as("no node is asked").isEmpty();
        assertThat(pixel(ONE_ABOUT_TWO)).isNotEqualTo(down);
        assertThat(model.grid().grid().state(0, 1)).isEqualTo(CellState.SUSPECT);
        assertThat(model.tiles().get(1).facts().status()).isEqualTo(CellState.SUSPECT);
        assertThat(model.situation().sentenceProperty().get()).doesNotContain("has crashed");

        doOnFx(() -> show(cluster));
        assertThat(model.grid().grid().state(0, 1)).as("the next view").isEqualTo(CellState.SUSPECT);
        doOnFx(() -> menu.getItems().get(0).fire());
        assertThat(pixel(ONE_ABOUT_TWO)).isEqualTo(down);
    }

    private static List<String> chosen(MenuButton menu) {
        return menu.getItems().stream()
                .filter(item -> item instanceof RadioMenuItem radio && radio.isSelected())
                .map(MenuItem::getId)
                .toList();
    }

    @Test
    void detailsShowAllVerdictsAndTheDetectionsOfTheRun(FxRobot robot) {
        doOnFx(() -> {
            show(cluster.killed(2));
            model.grid().selectedProperty().set(ONE_ABOUT_TWO);
        });
        assertThat(robot.lookup("#status-evidence").queryAs(Label.class).getText())
                .isEqualTo("✕ down");
        assertThat(robot.lookup("#status-timeout").queryAs(Label.class).getText())
                .isEqualTo("◐ suspect");
        assertThat(robot.lookup("#words-swim").queryAs(Label.class).getText())
                .isEqualTo("after 1.21 s\nconfirmed by node3");
        assertThat(robot.lookup("#predicted").queryAs(Label.class).getText()).isEqualTo("predicted: 0 to 1 s");
        assertThat(robot.lookup("#detection-times").queryAs(Label.class).getText())
                .isEqualTo("detected after 12 ms (node1) and 19 ms (node3)");
        doOnFx(() -> model.refreshTimes(later(Duration.ofMillis(250))));
        assertThat(robot.lookup("#words-timeout").queryAs(Label.class).getText())
                .isEqualTo("down in 0.1 s");
    }

    @Test
    void aKeyTogglesTheGroundTruthMarks(FxRobot robot) {
        doOnFx(() -> show(cluster.killed(2)));
        assertThat(matrix().cellMark(ONE_ABOUT_TWO)).isEqualTo("✓");
        robot.type(KeyCode.T);
        assertThat(matrix().cellMark(ONE_ABOUT_TWO)).isEmpty();
        robot.type(KeyCode.T);
        assertThat(matrix().cellMark(ONE_ABOUT_TWO)).isEqualTo("✓");
    }

    @Test
    void aSuspectCellOfALaggingObserverHasNoFill() {
        var cell = new CellRef(node(3), node(1));
        doOnFx(() -> show(new ClusterFixture(3).allUp().withStatus(3, 1, Status.SUSPECT)));
        Color filled = pixel(cell);
        doOnFx(() -> show(new ClusterFixture(3).allUp().sick(3, 3)));
        assertThat(pixel(cell)).isNotEqualTo(filled).isEqualTo(pixel(new CellRef(node(1), node(1))));
    }

    @Test
    void helpShowsEveryKeyAndCloses(FxRobot robot) {
        robot.type(KeyCode.F1);
        assertThat(robot.lookup("#helpPane").query().isVisible()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#helpPane").query().isVisible()).isFalse();
    }

    @Test
    void nothingIsPaintedWhileNothingChanges() {
        doOnFx(() -> {});
        long before = onFx(() -> matrix().paintCount());
        for (int frame = 0; frame < 10; frame++) {
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(onFx(() -> matrix().paintCount())).isEqualTo(before);
        doOnFx(() -> show(cluster)); // The same view again.
        assertThat(onFx(() -> matrix().paintCount())).isEqualTo(before);
        doOnFx(() -> model.tick(later(Duration.ofSeconds(1))));
        assertThat(onFx(() -> matrix().paintCount())).isEqualTo(before + 1);
    }

    @Test
    void killIsDisabledIfNoProcessIsKnown(FxRobot robot) {
        doOnFx(() -> {
            cluster.control().set(node(2), new NodeProcess.Stopped());
            model.tick(NOW);
        });
        assertThat(robot.lookup("#kill-node2").query().isDisabled()).isTrue();
        assertThat(robot.lookup("#tile-node2 #state").queryAs(Label.class).getText())
                .isEqualTo("? answers, process unknown");
    }

    @ParameterizedTest
    @CsvSource({"800,560", "900,600", "1280,820", "1600,1000"})
    void noTextIsTruncated(double width, double height, FxRobot robot) {
        doOnFx(() -> {
            Stage window = Objects.requireNonNull(stage);
            window.setWidth(width);
            window.setHeight(height);
            // The tool bar is fullest with the scenarios' menu, which the application adds.
            Node scenario = robot.lookup("#scenario").query();
            scenario.setVisible(true);
            scenario.setManaged(true);
            show(cluster.killed(2).external(1));
            model.grid().selectedProperty().set(ONE_ABOUT_TWO);
        });
        assertThat(truncated(robot)).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({"800,560", "1280,820"})
    void noKeyOfTheHelpIsTruncated(double width, double height, FxRobot robot) {
        doOnFx(() -> {
            Stage window = Objects.requireNonNull(stage);
            window.setWidth(width);
            window.setHeight(height);
        });
        robot.type(KeyCode.F1);
        assertThat(truncated(robot)).isEqualTo(List.of());
        ScrollPane scroll = onFx(() -> robot.lookup("#helpPane .scroll-pane").queryAs(ScrollPane.class));
        assertThat(onFx(() -> scroll.getContent().getLayoutBounds().getWidth()
                        <= scroll.getViewportBounds().getWidth()))
                .as("no key is cut at the side")
                .isTrue();
        doOnFx(() -> scroll.setVvalue(1));
        assertThat(onFx(() -> sceneBounds(scroll)
                        .contains(sceneBounds(robot.lookup("#helpPane .button").query()))))
                .as("the last line is reached by scrolling")
                .isTrue();
    }

    @Test
    void aLongConfigDoesNotCutTheCommands(FxRobot robot) {
        doOnFx(() -> {
            Objects.requireNonNull(stage).setWidth(1280);
            robot.lookup("#config")
                    .queryAs(MenuButton.class)
                    .setText("rack-12-east · 12 nodes · heartbeat 1500 ms · timeout 12500 ms");
        });
        assertThat(truncated(robot)).allMatch(text -> text.contains("rack-12-east"));
    }

    private static Bounds sceneBounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private List<String> truncated(FxRobot robot) {
        doOnFx(() -> panel().root().layout());
        return onFx(() ->
                robot.lookup(node -> node instanceof Label || node instanceof Button).queryAllAs(Labeled.class).stream()
                        .filter(PanelTest::isReallyVisible)
                        .filter(labeled -> isCutSilently(labeled) || !isInsideParent(labeled))
                        .map(labeled -> labeled.getId() + ": " + labeled.getText())
                        .toList());
    }

    @Test
    void cellsAreReadableInTheSmallestWindow() {
        doOnFx(() -> {
            Stage window = Objects.requireNonNull(stage);
            window.setWidth(Preferences.MIN_WIDTH);
            window.setHeight(Preferences.MIN_HEIGHT);
        });
        doOnFx(() -> panel().root().layout());
        Bounds cell = onFx(() -> matrix().cellBounds(ONE_ABOUT_TWO));
        assertThat(cell.getHeight()).isGreaterThan(22);
        assertThat(cell.getWidth()).isGreaterThan(40);
    }

    private static boolean isReallyVisible(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCutSilently(Labeled labeled) {
        Tooltip tooltip = labeled.getTooltip();
        String told = tooltip == null ? LazyTooltip.textOf(labeled) : tooltip.getText();
        return labeled.lookup(".text") instanceof Text text
                && !text.getText().equals(labeled.getText())
                && !labeled.isWrapText()
                && !told.equals(labeled.getText());
    }

    private static boolean isInsideParent(Node node) {
        // Without its shadow.
        Bounds own = node.localToParent(node.getLayoutBounds());
        Bounds parent = node.getParent().getLayoutBounds();
        return own.getMaxX() <= parent.getMaxX() + 1 && own.getMaxY() <= parent.getMaxY() + 1;
    }
}
